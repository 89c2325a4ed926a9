import { randomUUID } from 'node:crypto';
import { silentLog } from '../../src/log';
import { createAccess } from '../../src/storage/access';
import { openDatabase } from '../../src/storage/database';
import { createPeople } from '../../src/storage/people';

/** Who visits, and the accounts they may enter. */
export const EMAIL = 'owner@bench.example';
export const ACCOUNTS = ['largest', 'second'] as const;

/** @returns the person's id */
export async function letIn(databaseUrl: string, accounts: readonly string[]): Promise<string> {
  const database = openDatabase({ connectionString: databaseUrl, log: silentLog() });
  const person = { id: randomUUID(), email: EMAIL, name: 'Bench Owner', locale: 'en' } as const;
  const personId = await createPeople(database.kysely).add(person);
  for (const account of accounts) await createAccess(database.kysely).grant(personId, account);
  await database.close();
  return personId;
}
