import { toAppError } from '../errors';
import type { Log } from '../log';
import type { Zendesk } from '../zendesk/zendesk';
import type { Apply } from './apply-snapshots';
import { readHistory, readOpen } from './back-fill';
import { readChanges, rereadOverlap } from './changes';
import type { Progress } from './progress';
import type { Unseen } from './unseen';

type Deps = {
  zendesk: Pick<Zendesk, 'export' | 'lists' | 'clock'>;
  progress: Progress;
  apply: Apply;
  unseen: Unseen;
  log: Log;
  now: () => Date;
};

/** One turn: what changed, what may have come late, and a piece of what is not here yet. */
export async function pollOnce(deps: Deps): Promise<void> {
  const { progress, unseen, log, now } = deps;
  const startedAt = now();
  const count = await readChanges(deps);
  await rereadOverlap(deps);
  if (await readOpen(deps)) await progress.agreedAt(startedAt);
  await progress.reached();
  if (count > 0) log.info({ count }, 'mirror brought up to date');
  await readHistory(deps);
  await unseen.remove();
}

export interface Poller {
  stop(): Promise<void>;
}

/** Polls at a steady pace until stopped. A failure is logged and tried again at the next turn. */
export function startPolling(deps: Deps, everyMs: number): Poller {
  const { progress, log, now } = deps;
  let stopping = false;
  let awake = () => {};

  async function turn(): Promise<void> {
    try {
      await progress.alone(() => pollOnce(deps));
    } catch (thrown) {
      const error = toAppError(thrown);
      log.warn({ code: error.code, error }, 'mirror not brought up to date');
      if (error.code !== 'unavailable') return;
      // The database itself may be what is away.
      await progress.notReached(now()).catch(() => undefined);
    }
  }

  async function run(): Promise<void> {
    while (!stopping) {
      await turn();
      if (stopping) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs);
        awake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
  const running = run();
  return {
    async stop() {
      stopping = true;
      awake();
      await running;
    },
  };
}
