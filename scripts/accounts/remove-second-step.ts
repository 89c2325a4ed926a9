import { recordChanges } from '../../src/storage/access-changes';
import { createAuthenticators } from '../../src/storage/authenticators';
import { createPhones } from '../../src/storage/phones';
import { createRecoveryCodes } from '../../src/storage/recovery-codes';
import { say } from '../command';
import { personFrom } from './arguments';
import { endSessions } from './end-sessions';
import type { Tables } from './tables';

/**
 * For whoever lost the telephone and the recovery codes, once the operator has made sure who asks: the
 * next way in asks for the first step alone. Everybody who is inside under that name is signed out.
 * @throws AppError `invalid` for what is no address, `not_found` for nobody
 */
export async function removeSecondStep(tables: Tables, words: readonly string[]): Promise<void> {
  const { db, people, by } = tables;
  const { id, email } = await personFrom(people, words[0]);
  const had = await db.transaction().execute(async (trx) => {
    const app = await createAuthenticators(trx).remove(id);
    const phone = await createPhones(trx).remove(id);
    if (!app && !phone) return false;
    const change = { change: 'second_step_removed', person_id: id, email } as const;
    await recordChanges(trx, by, [{ ...change, account: null, source: null }]);
    return true;
  });
  if (!had) {
    say(`${email} has no second step.`);
    return;
  }
  await createRecoveryCodes(db).replace(id, [], new Date());
  say(`${email} has no second step any more.`);
  await endSessions(tables, words);
}
