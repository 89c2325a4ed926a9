import type { Kysely } from 'kysely';
import type { Schema } from '../storage/schema';
import type { Zendesk } from '../zendesk/zendesk';
import { forgetTicket, type IsOwed } from './forget-ticket';
import type { Progress } from './progress';

type Deps = {
  db: Kysely<Schema>;
  zendesk: Pick<Zendesk, 'lists'>;
  progress: Pick<Progress, 'of' | 'finish'>;
  isOwed: IsOwed;
  now: () => Date;
};

/**
 * Once after each whole reading of the history, asks Zendesk about every ticket it did not show, and
 * lets go of those it does not know. What was accepted here and has no number yet is not touched.
 * @returns how many went
 */
export async function removeUnseen({ db, zendesk, progress, isOwed, now }: Deps): Promise<number> {
  const { begunAt, doneAt } = await progress.of('history');
  const { doneAt: judgedAt } = await progress.of('unseen');
  if (begunAt === null || doneAt === null || (judgedAt !== null && judgedAt >= doneAt)) return 0;
  let removed = 0;
  for (let last = 0; ;) {
    const rows = await db
      .selectFrom('tickets')
      .select('number')
      .where('seen_at', '<', begunAt)
      .where('number', '>', last)
      .orderBy('number')
      .limit(100)
      .execute();
    const numbers = rows.flatMap(({ number }) => number ?? []);
    if (numbers.length === 0) break;
    last = Math.max(...numbers);
    const known = new Set((await zendesk.lists.byNumbers(numbers)).map(({ number }) => number));
    const gone = numbers.filter((number) => !known.has(number));
    for (const number of gone) {
      const stays = await db.transaction().execute((trx) => forgetTicket(trx, isOwed, number));
      if (!stays) removed += 1;
    }
  }
  await progress.finish('unseen', now());
  return removed;
}
