import type { Kysely } from 'kysely';
import type { RefusalReason } from '../domain/message';
import { toAppError, type AppError } from '../errors';
import type { Log } from '../log';
import { reached } from '../steps';
import type { Schema } from '../storage/schema';
import type { Delivered } from './delivery';
import type { ClaimedIntent } from './intent';
import { whileLeased } from './lease';
import type { Outbox } from './outbox';
import { toRefusalReason } from './refusal-reason';
import { retryDelay } from './retry-schedule';

type Deps = {
  db: Kysely<Schema>;
  outbox: Pick<Outbox, 'claim' | 'renewLease' | 'markDelivered' | 'setAside' | 'postpone'>;
  /** Does the act in Zendesk; how depends on its kind. */
  perform: (claimed: ClaimedIntent) => Promise<Delivered>;
  /** Tells the mirror, in the same transaction; null when the act was set aside. */
  onSettled: (
    trx: Kysely<Schema>,
    claimed: ClaimedIntent,
    result: Delivered | null,
  ) => Promise<void>;
  log: Log;
  random: () => number;
};

/** What becomes of an act that failed. */
type Verdict =
  | { readonly move: 'set_aside'; readonly reason: string; readonly refusal: RefusalReason }
  | { readonly move: 'postpone'; readonly delaySeconds: number; readonly unclear: boolean };

/** Seconds to hold the queue when Zendesk refuses our own credentials, or we have a bug. */
const HOLD_SECONDS = 60;

/** Claims one intent and delivers it. @returns false when nothing was due */
export async function deliverNext(deps: Deps): Promise<boolean> {
  const claimed = await deps.outbox.claim();
  if (!claimed) return false;
  reached('act-claimed');
  const facts = {
    intent: claimed.intent,
    kind: claimed.kind,
    reference: claimed.reference,
    attempt: claimed.attempts,
  };
  try {
    const result = await whileLeased(deps, claimed, () => deps.perform(claimed));
    reached('before-settle');
    const ours = await deps.db.transaction().execute(async (trx) => {
      if (!(await deps.outbox.markDelivered(trx, claimed))) return false;
      await deps.onSettled(trx, claimed, result);
      return true;
    });
    reached('settled');
    if (ours) deps.log.info({ ...facts, ticket: result.ticket.number }, 'delivered');
    else deps.log.warn(facts, 'delivered after the lease was lost');
  } catch (thrown) {
    await settleFailure(deps, claimed, toAppError(thrown), facts);
  }
  return true;
}

async function settleFailure(
  deps: Deps,
  claimed: ClaimedIntent,
  error: AppError,
  facts: object,
): Promise<void> {
  const verdict = judge(error, claimed, deps.random());
  if (verdict.move === 'set_aside') {
    await deps.db.transaction().execute(async (trx) => {
      if (await deps.outbox.setAside(trx, claimed, verdict)) {
        await deps.onSettled(trx, claimed, null);
      }
    });
    deps.log.warn({ ...facts, code: error.code, error }, 'set aside for a human');
    return;
  }
  await deps.outbox.postpone(claimed, { ...verdict, reason: error.message });
  const seconds = Math.round(verdict.delaySeconds);
  const level = error.code === 'internal' ? 'error' : 'warn';
  deps.log[level]({ ...facts, code: error.code, seconds, error }, 'not delivered yet');
}

/** The only place that decides about a failed delivery; the codes' meanings are in errors.ts. */
export function judge(
  error: AppError,
  claimed: Pick<ClaimedIntent, 'attempts' | 'unclear'>,
  random: number,
): Verdict {
  const backoff = retryDelay(claimed.attempts, random);
  switch (error.code) {
    case 'invalid':
    case 'not_found':
    case 'forbidden':
    case 'unauthenticated':
      return { move: 'set_aside', reason: reasonOf(error), refusal: toRefusalReason(error) };
    case 'conflict':
      return { move: 'postpone', delaySeconds: backoff, unclear: true };
    case 'rate_limited':
      return {
        move: 'postpone',
        // What was not even sent keeps its place among the others that wait for the same moment.
        delaySeconds:
          (error.retryAfter ?? HOLD_SECONDS) +
          (error.details['outcome'] === 'not_sent' ? 0 : random),
        unclear: claimed.unclear,
      };
    case 'unavailable': {
      const notSent = error.details['outcome'] === 'not_sent';
      return {
        move: 'postpone',
        delaySeconds: Math.max(backoff, error.retryAfter ?? 0),
        unclear: claimed.unclear || !notSent,
      };
    }
    case 'internal':
      return { move: 'postpone', delaySeconds: HOLD_SECONDS, unclear: true };
  }
}

function reasonOf(error: AppError): string {
  const reason = error.details['reason'];
  return typeof reason === 'string' ? `${reason}: ${error.message}` : error.message;
}
