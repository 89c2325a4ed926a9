import { toAppError } from './errors';
import type { Log } from './log';
import type { Files } from './storage/files';
import type { Sessions } from './storage/sessions';
import type { SignInCodes } from './storage/sign-in-codes';

type Deps = {
  sessions: Pick<Sessions, 'sweep'>;
  codes: Pick<SignInCodes, 'sweep'>;
  files: Pick<Files, 'sweepAbandoned'>;
  log: Log;
  now: () => Date;
};

const HOUR = 3_600_000;
/** Codes outlive their ten minutes for a day, since they are also what the limits count. */
const KEEP_CODES = 24 * HOUR;
/** A form may stand open for a day before its files are taken as abandoned. */
const KEEP_FILES = 24 * HOUR;

/** Lets go of what has ended. @returns how many rows of each kind */
export async function sweep({ sessions, codes, files, now }: Deps) {
  const time = now().getTime();
  return {
    sessions: await sessions.sweep(now()),
    codes: await codes.sweep(new Date(time - KEEP_CODES)),
    files: await files.sweepAbandoned(new Date(time - KEEP_FILES)),
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
