import { toAppError, type AppError } from '../errors';
import { startLanes, type Lanes } from '../lanes';
import type { Log } from '../log';
import type { Zendesk } from '../zendesk/zendesk';
import type { Apply } from './apply-snapshots';
import type { Hint, Hints } from './hints';
import { asked } from './settling';

type Deps = {
  hints: Pick<Hints, 'claim' | 'settle' | 'postpone'>;
  zendesk: { readonly tickets: Pick<Zendesk['tickets'], 'find'> } & Pick<Zendesk, 'clock'>;
  apply: Apply;
  log: Log;
};

/** Due retries, and hints taken by a neighbouring process, are looked for this often. */
const IDLE_MS = 1_000;
const LONGEST_WAIT_SECONDS = 60;
/** About a quarter of an hour; the export repairs what is left. */
const MOST_ATTEMPTS = 20;

/** Reads the ticket of one hint again. @returns false when none was due */
export async function followNext({ hints, zendesk, apply, log }: Deps): Promise<boolean> {
  const hint = await hints.claim();
  if (!hint) return false;
  try {
    const { answer, askedAt } = await asked(zendesk, () =>
      zendesk.tickets.find(hint.number, 'mirror'),
    );
    await apply([answer], askedAt);
  } catch (thrown) {
    const error = toAppError(thrown);
    const fields = { ticket: hint.number, attempts: hint.attempts, code: error.code };
    // Not there: deleted, which the export tells, or never a ticket of ours.
    if (error.code !== 'not_found' && hint.attempts < MOST_ATTEMPTS) {
      log.warn({ ...fields, error }, 'a changed ticket not read, later again');
      await hints.postpone(hint, secondsToWait(hint, error));
      return true;
    }
    log.warn(fields, 'hint about a ticket dropped');
  }
  await hints.settle(hint);
  return true;
}

function secondsToWait({ attempts }: Hint, { retryAfter = 0 }: AppError): number {
  return Math.max(retryAfter, Math.min(LONGEST_WAIT_SECONDS, 2 ** (attempts - 1)));
}

/** How many hints are followed side by side. */
const LANES = 4;

/** Follows hints until stopped. */
export function startFollowing(deps: Deps): Lanes {
  return startLanes(LANES, async () => {
    try {
      return (await followNext(deps)) ? 0 : IDLE_MS;
    } catch (error) {
      deps.log.error({ error: toAppError(error) }, 'hints about tickets cannot be read');
      return IDLE_MS;
    }
  });
}
