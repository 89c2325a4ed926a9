import type { Kysely } from 'kysely';
import { toAppError } from '../errors';
import type { Log } from '../log';
import type { Schema } from '../storage/schema';
import type { TicketSnapshot } from '../zendesk/ticket-mapping';
import type { Zendesk } from '../zendesk/zendesk';
import type { Progress } from './progress';

type Deps = {
  db: Kysely<Schema>;
  zendesk: Pick<Zendesk, 'export'>;
  progress: Progress;
  apply: (snapshots: readonly TicketSnapshot[]) => Promise<void>;
  log: Log;
  now: () => Date;
};

/** Where a first copy starts: Zendesk takes any second since 1970. */
const BEGINNING = new Date(0);

/**
 * Reads what changed since the last time, to the end of Zendesk's incremental export. The cursor
 * moves only after a page is in our tables, so a stop in between repeats a page and loses none.
 * https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/#incremental-ticket-export-cursor-based
 * @returns how many tickets were read
 */
export async function pollOnce({ zendesk, progress, apply, log, now }: Deps): Promise<number> {
  const startedAt = now();
  let cursor = await progress.cursor();
  let count = 0;
  for (;;) {
    const page = await zendesk.export.page(cursor === null ? { startTime: BEGINNING } : { cursor });
    await apply(page.tickets);
    count += page.tickets.length;
    cursor = page.cursor ?? cursor;
    if (cursor !== null) await progress.keepCursor(cursor);
    if (page.endOfStream) break;
  }
  await progress.agreedAt(startedAt);
  if (count > 0) log.info({ count }, 'mirror brought up to date');
  return count;
}

export interface Poller {
  stop(): Promise<void>;
}

/** Polls at a steady pace until stopped. A failure is logged and tried again at the next turn. */
export function startPolling(deps: Deps, everyMs: number): Poller {
  let stopping = false;
  let awake = () => {};
  async function run(): Promise<void> {
    while (!stopping) {
      try {
        await deps.progress.alone(() => pollOnce(deps));
      } catch (thrown) {
        const error = toAppError(thrown);
        deps.log.warn({ code: error.code, error }, 'mirror not brought up to date');
      }
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
