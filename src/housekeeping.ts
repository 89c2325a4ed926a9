import { toAppError } from './errors';
import type { Log } from './log';
import type { Hints } from './mirror/hints';
import type { Upkeep } from './outbox/upkeep';
import type { CallLedger } from './storage/call-ledger';
import type { Files } from './storage/files';
import type { Sessions } from './storage/sessions';
import type { SignInCodes } from './storage/sign-in-codes';

type Deps = {
  sessions: Pick<Sessions, 'sweep'>;
  codes: Pick<SignInCodes, 'sweep'>;
  files: Pick<Files, 'sweepAbandoned'>;
  hints: Pick<Hints, 'sweep'>;
  ledger: Pick<CallLedger, 'sweep'>;
  upkeep: Pick<Upkeep, 'sweepSettled' | 'sweepFiles'>;
  /** Days that delivered files and delivered acts stay. */
  keep: { readonly filesDays: number; readonly days: number };
  log: Log;
  now: () => Date;
};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Codes outlive their ten minutes for a day, since they are also what the limits count. */
const KEEP_CODES = 24 * HOUR;
/** A form may stand open for a day before its files are taken as abandoned. */
const KEEP_FILES = 24 * HOUR;
/** The longest window of a limit is ten minutes. */
const KEEP_CALLS = HOUR;
/** Far longer than a signature is fresh, so a delivery cannot come back once it is forgotten. */
const KEEP_INVOCATIONS = 24 * HOUR;

/** Lets go of what has ended. @returns how many rows of each kind */
export async function sweep({ sessions, codes, files, hints, ledger, upkeep, keep, now }: Deps) {
  const time = now().getTime();
  const filesDays = Math.min(keep.filesDays, keep.days);
  return {
    sessions: await sessions.sweep(now()),
    codes: await codes.sweep(new Date(time - KEEP_CODES)),
    files: await files.sweepAbandoned(new Date(time - KEEP_FILES)),
    // Files first: they are found through their acts.
    deliveredFiles: await upkeep.sweepFiles(new Date(time - filesDays * DAY)),
    acts: await upkeep.sweepSettled(new Date(time - keep.days * DAY)),
    calls: await ledger.sweep(new Date(time - KEEP_CALLS)),
    invocations: await hints.sweep(new Date(time - KEEP_INVOCATIONS)),
  };
}

/** Sweeps every hour until stopped. */
export function startHousekeeping(deps: Deps): { stop(): void } {
  const timer = setInterval(() => {
    sweep(deps).catch((thrown: unknown) => {
      deps.log.warn({ error: toAppError(thrown) }, 'housekeeping failed');
    });
  }, HOUR);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
