import type { Zendesk } from '../zendesk/zendesk';
import type { Apply } from './apply-snapshots';
import type { Progress } from './progress';
import { asked } from './settling';

type Deps = {
  zendesk: Pick<Zendesk, 'export' | 'clock'>;
  progress: Pick<Progress, 'of' | 'begin' | 'keepCursor' | 'finish'>;
  apply: Apply;
  now: () => Date;
};

/** Milliseconds. How far behind the cursor records may still turn up, and how often they are looked for. */
const OVERLAP = { back: 20 * 60_000, every: 5 * 60_000 };

/**
 * Reads what changed since the last time, to the end of Zendesk's incremental export; the first time
 * from a little before now, since what is older is read by the back-fill. The cursor moves only
 * after a page is in our tables, so a stop in between repeats a page and loses none.
 * https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/#incremental-ticket-export-cursor-based
 * @returns how many tickets were read
 */
export async function readChanges({ zendesk, progress, apply, now }: Deps): Promise<number> {
  const { cursor } = await progress.of('changes');
  const start = cursor === null ? { startTime: before(now(), OVERLAP.back) } : { cursor };
  return readToEnd({ zendesk, apply }, start, (next) => progress.keepCursor('changes', next));
}

/**
 * Reads the last minutes once more, every few minutes: records may turn up behind a cursor that has
 * passed them.
 */
export async function rereadOverlap(deps: Deps): Promise<void> {
  const { zendesk, progress, apply, now } = deps;
  const { doneAt } = await progress.of('overlap');
  if (doneAt !== null && doneAt > before(now(), OVERLAP.every)) return;
  const begunAt = now();
  await readToEnd({ zendesk, apply }, { startTime: before(begunAt, OVERLAP.back) });
  await progress.finish('overlap', begunAt);
}

async function readToEnd(
  { zendesk, apply }: Pick<Deps, 'zendesk' | 'apply'>,
  start: { cursor: string } | { startTime: Date },
  keep: (cursor: string) => Promise<void> = async () => undefined,
): Promise<number> {
  let from = start;
  let count = 0;
  for (;;) {
    const { answer: page, askedAt } = await asked(zendesk, () => zendesk.export.page(from));
    await apply(page.tickets, askedAt);
    count += page.tickets.length;
    if (page.cursor !== null) {
      from = { cursor: page.cursor };
      await keep(page.cursor);
    }
    if (page.endOfStream || page.cursor === null) return count;
  }
}

function before(time: Date, milliseconds: number): Date {
  return new Date(time.getTime() - milliseconds);
}
