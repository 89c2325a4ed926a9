import { recordChanges } from '../../src/storage/access-changes';
import { createTallies } from '../../src/storage/tallies';
import { say } from '../command';
import { personFrom } from './arguments';
import type { Tables } from './tables';

/**
 * Opens the ways in that too many tries have closed for a person, whoever tried. Sessions, codes and the
 * limits of networks stay as they are.
 * @throws AppError `invalid` for what is no address, `not_found` for nobody
 */
export async function unlock(
  { db, people, by }: Tables,
  [typed]: readonly string[],
): Promise<void> {
  const { id, email } = await personFrom(people, typed);
  const forgotten = await db.transaction().execute(async (trx) => {
    const tallies = createTallies(trx);
    const change = { change: 'unlocked', person_id: id, email } as const;
    await recordChanges(trx, by, [{ ...change, account: null, source: null }]);
    return (await tallies.forgetAbout(email)) + (await tallies.forgetAbout(id));
  });
  say(
    forgotten === 0
      ? `No tries were counted against ${email}: nothing was closed.`
      : `Every way in is open to ${email} again.`,
  );
}
