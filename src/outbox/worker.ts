import { toAppError } from '../errors';
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

export interface Worker {
  /** Something was enqueued: look at once. */
  wake(): void;
  /** Finishes what is in hand and stops. */
  stop(): Promise<void>;
}

/**
 * Keeps a few lanes delivering until stopped. A lane asks whether anything can go before it takes
 * something on: what is taken on and put back has lost its place and gained an attempt.
 */
export function startWorker({ deliverNext, readiness, log, lanes, idleMs }: Deps): Worker {
  let stopping = false;
  const sleepers = new Set<() => void>();

  const rest = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const awake = () => {
        clearTimeout(timer);
        sleepers.delete(awake);
        resolve();
      };
      const timer = setTimeout(awake, milliseconds);
      sleepers.add(awake);
    });

  /** @returns milliseconds to rest before the next look */
  async function look(isFirst: boolean): Promise<number> {
    try {
      const { waitMs, outage } = await readiness();
      if (waitMs > 0) return Math.min(waitMs, idleMs);
      if (outage && !isFirst) return idleMs;
      return (await deliverNext()) ? 0 : idleMs;
    } catch (error) {
      log.error({ error: toAppError(error) }, 'the outbox cannot be read');
      return idleMs;
    }
  }

  async function lane(_: unknown, index: number): Promise<void> {
    while (!stopping) {
      const milliseconds = await look(index === 0);
      if (milliseconds > 0 && !stopping) await rest(milliseconds);
    }
  }

  const running = Array.from({ length: lanes }, lane);
  const wakeAll = () => [...sleepers].forEach((awake) => awake());
  return {
    wake: wakeAll,
    async stop() {
      stopping = true;
      wakeAll();
      await Promise.all(running);
    },
  };
}
