import { toAppError } from '../errors';
import { startLanes, type Lanes } from '../lanes';
import type { Log } from '../log';

type Deps = {
  /** Does one piece of work. @returns false when nothing was due */
  deliverNext: () => Promise<boolean>;
  /** How long until a delivery could go; in an outage one may try. */
  readiness: () => Promise<{ waitMs: number; outage: boolean }>;
  log: Log;
  /** How many deliveries run side by side. */
  lanes: number;
  /** Milliseconds between looks when nobody wakes us. */
  idleMs: number;
};

/**
 * Keeps a few lanes delivering until stopped. A lane asks whether anything can go before it takes
 * something on: what is taken on and put back has lost its place and gained an attempt.
 */
export function startWorker({ deliverNext, readiness, log, lanes, idleMs }: Deps): Lanes {
  return startLanes(lanes, async (lane) => {
    try {
      const { waitMs, outage } = await readiness();
      if (waitMs > 0) return Math.min(waitMs, idleMs);
      if (outage && lane > 0) return idleMs;
      return (await deliverNext()) ? 0 : idleMs;
    } catch (error) {
      log.error({ error: toAppError(error) }, 'the outbox cannot be read');
      return idleMs;
    }
  });
}
