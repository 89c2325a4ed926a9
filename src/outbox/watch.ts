import { toAppError } from '../errors';
import type { Log } from '../log';
import type { Upkeep } from './upkeep';

type Deps = { upkeep: Pick<Upkeep, 'oldestSeconds'>; log: Log };

/** Seconds. What waits longer than this is an operator's matter. */
const TOO_LONG = 15 * 60;
/** Milliseconds between looks. */
const LOOK_EVERY = 60_000;

/** Says so in the log, at level error, when something has been waiting for too long. */
export async function lookForDelays({ upkeep, log }: Deps): Promise<void> {
  const seconds = Math.round(await upkeep.oldestSeconds());
  if (seconds > TOO_LONG) log.error({ seconds }, 'something accepted has not been passed on');
}

/** Looks every minute until stopped. */
export function startWatch(deps: Deps): { stop(): void } {
  const timer = setInterval(() => {
    lookForDelays(deps).catch((thrown: unknown) => {
      deps.log.warn({ error: toAppError(thrown) }, 'the outbox cannot be watched');
    });
  }, LOOK_EVERY);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
