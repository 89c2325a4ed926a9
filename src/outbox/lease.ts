import { AppError, toAppError } from '../errors';
import type { Log } from '../log';
import type { ClaimedIntent } from './intent';
import type { Outbox } from './outbox';

/** Makes sure the intent is still ours, for a full lease from now. Throws `conflict` when it is not. */
export type HoldLease = (claimed: ClaimedIntent) => Promise<void>;

/** Milliseconds between renewals, a third of the lease: two may fail. */
const RENEW_EVERY = 20_000;

/** Takes a fresh lease, as {@link HoldLease} says. */
export async function holdLease(
  { outbox }: { outbox: Pick<Outbox, 'renewLease'> },
  claimed: ClaimedIntent,
): Promise<void> {
  if (await outbox.renewLease(claimed)) return;
  throw new AppError('conflict', 'Another worker has taken this over.');
}

/** Renews the lease for as long as `work` takes: a large file outlasts one lease. */
export async function whileLeased<Result>(
  { outbox, log }: { outbox: Pick<Outbox, 'renewLease'>; log: Log },
  claimed: ClaimedIntent,
  work: () => Promise<Result>,
): Promise<Result> {
  const timer = setInterval(() => {
    outbox.renewLease(claimed).catch((thrown: unknown) => {
      log.warn({ intent: claimed.intent, error: toAppError(thrown) }, 'the lease was not renewed');
    });
  }, RENEW_EVERY);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
