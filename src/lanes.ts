/** Background work, going on until it is stopped. */
export interface Lanes {
  /** There is something new: look at once. */
  wake(): void;
  /** Finishes what is in hand and stops. */
  stop(): Promise<void>;
}

/**
 * Keeps lanes working side by side.
 * @param look does one piece of work, by a lane's number from 0 on, and must not throw; gives the
 *   milliseconds to rest before the next look
 */
export function startLanes(count: number, look: (lane: number) => Promise<number>): Lanes {
  let stopping = false;
  let wakes = 0;
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

  async function run(_: unknown, lane: number): Promise<void> {
    while (!stopping) {
      const heard = wakes;
      const milliseconds = await look(lane);
      // A wake that came during the look counts, so nothing new waits for the next turn.
      if (milliseconds > 0 && !stopping && heard === wakes) await rest(milliseconds);
    }
  }

  const running = Array.from({ length: count }, run);
  const wake = () => {
    wakes += 1;
    [...sleepers].forEach((awake) => awake());
  };
  return {
    wake,
    async stop() {
      stopping = true;
      wake();
      await Promise.all(running);
    },
  };
}
