import { randomUUID } from 'node:crypto';
import { silentLog } from '../../src/log';
import { createAccess } from '../../src/storage/access';
import { openDatabase } from '../../src/storage/database';
import { createPeople } from '../../src/storage/people';

/** Gives people their access to the account `lojaazul`, past the door that `npm run accounts` is. */
export async function letIn(databaseUrl: string, emails: readonly string[]): Promise<void> {
  const database = openDatabase({ connectionString: databaseUrl, log: silentLog() });
  const people = createPeople(database.kysely);
  const access = createAccess(database.kysely);
  for (const email of emails) {
    const id = await people.add({ id: randomUUID(), email, name: 'A Person', locale: 'en' });
    await access.grant(id, 'lojaazul');
  }
  await database.close();
}
