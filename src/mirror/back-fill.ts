import { toAppError } from '../errors';
import type { Log } from '../log';
import type { Zendesk } from '../zendesk/zendesk';
import type { Apply } from './apply-snapshots';
import type { Progress } from './progress';
import { asked } from './settling';

type Deps = {
  zendesk: Pick<Zendesk, 'export' | 'lists' | 'clock'>;
  progress: Pick<Progress, 'of' | 'begin' | 'keepCursor' | 'finish'>;
  apply: Apply;
  log: Log;
  now: () => Date;
};

/** Pages at one turn, so that the changes of the day are never far away: of a hundred, of a thousand. */
const OPEN_PAGES = 40;
const HISTORY_PAGES = 5;

/**
 * The first copy begins with what people wait for: every ticket that is not solved. A ticket that
 * changes its place in the list meanwhile is among the changes.
 * @returns whether all of them are here
 */
export async function readOpen({ zendesk, progress, apply, log, now }: Deps): Promise<boolean> {
  const step = await progress.of('open');
  if (step.doneAt !== null) return true;
  if (step.begunAt === null) await progress.begin('open', now());
  let { cursor } = step;
  for (let pages = 0; pages < OPEN_PAGES; pages += 1) {
    const { answer: page, askedAt } = await asked(zendesk, () => zendesk.lists.byStatus(cursor));
    const open = page.tickets.filter(({ status }) => status !== 'solved' && status !== 'closed');
    await apply(open, askedAt);
    cursor = page.cursor;
    if (cursor === null || open.length < page.tickets.length) {
      await progress.finish('open', now());
      log.info({}, 'every open ticket is here');
      return true;
    }
    await progress.keepCursor('open', cursor);
  }
  return false;
}

/** Then everything else, from the beginning of time, at what the day's reading leaves of the export. */
export async function readHistory({ zendesk, progress, apply, log, now }: Deps): Promise<void> {
  const step = await progress.of('history');
  if (step.doneAt !== null) return;
  if (step.begunAt === null) await progress.begin('history', now());
  let { cursor } = step;
  for (let pages = 0; pages < HISTORY_PAGES; pages += 1) {
    const from = cursor === null ? { startTime: new Date(0) } : { cursor };
    const { answer: page, askedAt } = await asked(zendesk, () =>
      zendesk.export.page(from, 'sync').catch(orLater),
    );
    if (page === null) return;
    await apply(page.tickets, askedAt);
    cursor = page.cursor ?? cursor;
    if (page.endOfStream || cursor === null) {
      await progress.finish('history', now());
      log.info({}, 'the whole history is here');
      return;
    }
    await progress.keepCursor('history', cursor);
  }
}

/** History is never urgent: when the export has been asked often enough, the next turn goes on. */
function orLater(thrown: unknown): null {
  if (toAppError(thrown).code === 'rate_limited') return null;
  throw thrown;
}
