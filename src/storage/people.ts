import { sql, type Kysely } from 'kysely';
import type { Customer } from '../domain/customer';
import { toLocale, type Locale } from '../domain/locale';
import { recordChanges, THE_PORTAL, type ChangedBy } from './access-changes';
import type { Schema } from './schema';

export type People = ReturnType<typeof createPeople>;

/** Whatever lets a person in, or helps with it; none of it outlives their removal. */
const KEYS_OF_A_PERSON = [
  ...(['sessions', 'one_time_codes', 'halfway_sign_ins', 'known_browsers'] as const),
  ...(['identities', 'provider_requests', 'passwords'] as const),
  ...(['authenticators', 'phones', 'recovery_codes'] as const),
] as const;

/**
 * The people who may sign in, with the accounts they may enter right now. Whoever was removed is
 * not found here any more, neither by id nor by address.
 */
export function createPeople(db: Kysely<Schema>, by: ChangedBy = THE_PORTAL) {
  const withAccounts = () =>
    db
      .selectFrom('people')
      .select(['id', 'email', 'name', 'locale'])
      .select(
        sql<string[]>`array(
          select distinct account from access where access.person_id = people.id order by account
        )`.as('accounts'),
      )
      .where('removed_at', 'is', null);

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
      return db.transaction().execute(async (trx) => {
        const added = await trx
          .insertInto('people')
          .values(person)
          .onConflict((conflict) =>
            conflict.column('email').where('removed_at', 'is', null).doNothing(),
          )
          .executeTakeFirst();
        if (added.numInsertedOrUpdatedRows) {
          const who = { person_id: person.id, email: person.email, account: null, source: null };
          await recordChanges(trx, by, [{ ...who, change: 'added' }]);
        }
        const { id } = await trx
          .selectFrom('people')
          .select('id')
          .where('email', '=', person.email)
          .where('removed_at', 'is', null)
          .executeTakeFirstOrThrow();
        return id;
      });
    },

    /**
     * Takes a person out of the portal for good: their access, sessions, codes and ways in end now.
     * Their row stays, so that their tickets stay theirs, and the address begins anew.
     * @returns who was removed; null when nobody has the address
     */
    async remove(email: string, now: Date): Promise<{ id: string; accounts: string[] } | null> {
      return db.transaction().execute(async (trx) => {
        const person = await trx
          .updateTable('people')
          .set({ removed_at: now })
          .where('email', '=', email)
          .where('removed_at', 'is', null)
          .returning('id')
          .executeTakeFirst();
        if (!person) return null;
        const { id } = person;
        const taken = await trx
          .deleteFrom('access')
          .where('person_id', '=', id)
          .returning(['account', 'source'])
          .execute();
        for (const table of KEYS_OF_A_PERSON) {
          await trx.deleteFrom(table).where('person_id', '=', id).execute();
        }
        const who = { person_id: id, email };
        await recordChanges(trx, by, [
          ...taken.map((row) => ({ ...who, ...row, change: 'revoked' as const })),
          { ...who, account: null, source: null, change: 'removed' },
        ]);
        return { id, accounts: [...new Set(taken.map(({ account }) => account))].sort() };
      });
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

export function toCustomer(row: {
  id: string;
  email: string;
  name: string;
  locale: string;
  accounts: string[];
}): Customer {
  const { id, email, name, accounts } = row;
  return { id, email, name, accounts, locale: toLocale(row.locale) ?? 'en' };
}
