import { askDatabase } from './ask-database';

/** Adds people without accounts to a running portal, so that there are addresses enough. */
export async function addPeople(databaseUrl: string, emails: readonly string[]): Promise<void> {
  const list = emails.map((email) => `'${email.replaceAll("'", "''")}'`).join(', ');
  await askDatabase(
    databaseUrl,
    `insert into people (id, email, name, locale)
     select gen_random_uuid(), email, 'Somebody', 'en' from unnest(array[${list}]) as email`,
  );
}
