import { toAppError } from '../errors';
import { startLanes, type Lanes } from '../lanes';
import type { Log } from '../log';
import type { Zendesk } from '../zendesk/zendesk';
import type { Apply } from './apply-snapshots';
import { readHistory, readOpen } from './back-fill';
import { readChanges, rereadOverlap } from './changes';
import type { Progress } from './progress';

type Deps = {
  zendesk: Pick<Zendesk, 'export' | 'lists' | 'clock'>;
  progress: Progress;
  apply: Apply;
  removeUnseen: () => Promise<unknown>;
  log: Log;
  now: () => Date;
};

/** One turn: what changed, what may have come late, and a piece of what is not here yet. */
export async function pollOnce(deps: Deps): Promise<void> {
  const { progress, removeUnseen, log, now } = deps;
  const startedAt = now();
  const count = await readChanges(deps);
  await rereadOverlap(deps);
  if (await readOpen(deps)) await progress.agreedAt(startedAt);
  await progress.reached();
  if (count > 0) log.info({ count }, 'mirror brought up to date');
  await readHistory(deps);
  await removeUnseen();
}

/** Polls at a steady pace until stopped. A failure is logged and tried again at the next turn. */
export function startPolling(deps: Deps, everyMs: number): Pick<Lanes, 'stop'> {
  const { progress, log, now } = deps;
  return startLanes(1, async () => {
    try {
      await progress.alone(() => pollOnce(deps));
    } catch (thrown) {
      const error = toAppError(thrown);
      log.warn({ code: error.code, error }, 'mirror not brought up to date');
      // The database itself may be what is away.
      if (error.code === 'unavailable') await progress.notReached(now()).catch(() => undefined);
    }
    return everyMs;
  });
}
