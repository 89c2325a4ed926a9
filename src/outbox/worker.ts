import { toAppError } from '../errors';
import type { Log } from '../log';

type Deps = {
  /** Does one piece of work. @returns false when nothing was due */
  deliverNext: () => Promise<boolean>;
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

/** Keeps a few lanes delivering until stopped. */
export function startWorker({ deliverNext, log, lanes, idleMs }: Deps): Worker {
  let stopping = false;
  const sleepers = new Set<() => void>();

  const rest = () =>
    new Promise<void>((resolve) => {
      const awake = () => {
        clearTimeout(timer);
        sleepers.delete(awake);
        resolve();
      };
      const timer = setTimeout(awake, idleMs);
      sleepers.add(awake);
    });

  async function lane(): Promise<void> {
    while (!stopping) {
      let worked = false;
      try {
        worked = await deliverNext();
      } catch (error) {
        log.error({ error: toAppError(error) }, 'the outbox cannot be read');
      }
      if (!worked && !stopping) await rest();
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
