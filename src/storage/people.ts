import { sql, type Kysely } from 'kysely';
import type { Customer } from '../domain/customer';
import { toLocale, type Locale } from '../domain/locale';
import type { Schema } from './schema';

export type People = ReturnType<typeof createPeople>;

/** The people who may sign in, with the accounts they may enter right now. */
export function createPeople(db: Kysely<Schema>) {
  const withAccounts = () =>
    db
      .selectFrom('people')
      .select(['id', 'email', 'name', 'locale'])
      .select(
        sql<string[]>`array(
          select account from access where access.person_id = people.id order by account
        )`.as('accounts'),
      );

  return {
    async find(id: string): Promise<Customer | null> {
      const row = await withAccounts().where('id', '=', id).executeTakeFirst();
      return row ? toCustomer(row) : null;
    },

    /** @param email as `toEmail` normalises it */
    async findByEmail(email: string): Promise<Customer | null> {
      const row = await withAccounts().where('email', '=', email).executeTakeFirst();
      return row ? toCustomer(row) : null;
    },

    /** Adds the person, or keeps who is there under that address. @returns their id */
    async add(person: {
      id: string;
      email: string;
      name: string;
      locale: Locale;
    }): Promise<string> {
      await db
        .insertInto('people')
        .values(person)
        .onConflict((conflict) => conflict.column('email').doNothing())
        .execute();
      const { id } = await db
        .selectFrom('people')
        .select('id')
        .where('email', '=', person.email)
        .executeTakeFirstOrThrow();
      return id;
    },

    async rename(id: string, name: string): Promise<void> {
      await db.updateTable('people').set({ name }).where('id', '=', id).execute();
    },

    async rememberLocale(id: string, locale: Locale): Promise<void> {
      await db.updateTable('people').set({ locale }).where('id', '=', id).execute();
    },

    async list(): Promise<Customer[]> {
      const rows = await withAccounts().orderBy('email').execute();
      return rows.map(toCustomer);
    },
  };
}

function toCustomer(row: {
  id: string;
  email: string;
  name: string;
  locale: string;
  accounts: string[];
}): Customer {
  return { ...row, locale: toLocale(row.locale) ?? 'en' };
}
