import type { AppError } from '../errors';
import { toAppError } from '../errors';

export interface Patience {
  readonly wait: (milliseconds: number) => Promise<unknown>;
  /** Milliseconds that one call may wait in all. */
  readonly longest: number;
  /** Tells whoever watches why nothing happens. */
  readonly tell: (line: string) => void;
}

/** Milliseconds before the second try, doubled for each further one. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

/** What no waiting brings about. */
const NOT_THERE = 501;

/**
 * Repeats what Zendesk could not do now, waiting as it says. Only for what may be repeated: reads,
 * and writes that come to the same thing twice.
 * @param findOut asked before a repetition when nobody knows whether the last try was carried out;
 *   what it finds is the result
 * @throws AppError the last failure, once patience ends, or any that waiting does not mend
 */
export async function patiently<Result>(
  patience: Patience,
  attempt: () => Promise<Result>,
  findOut: (lastFailure: AppError) => Promise<Result | undefined> = async () => undefined,
): Promise<Result> {
  let waited = 0;
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt();
    } catch (thrown) {
      const failure = toAppError(thrown);
      const ms = waitOf(failure, tries);
      if (ms === null || waited + ms > patience.longest) throw failure;
      patience.tell(`${failure.message} Trying again in ${Math.ceil(ms / 1000)} s.`);
      await patience.wait(ms);
      waited += ms;
      const found = isUnclear(failure) ? await findOut(failure) : undefined;
      if (found !== undefined) return found;
    }
  }
}

/** @returns whether the call may have been carried out */
export function isUnclear({ code, details }: AppError): boolean {
  return code === 'unavailable' && details.outcome !== 'not_sent';
}

function waitOf({ code, retryAfter, details }: AppError, tries: number): number | null {
  if (code !== 'unavailable' && code !== 'rate_limited') return null;
  if (details.status === NOT_THERE) return null;
  const told = retryAfter === undefined ? 0 : retryAfter * 1000;
  return Math.max(told, told > 0 ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries));
}
