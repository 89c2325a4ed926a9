import { sql, type Kysely } from 'kysely';
import type { AccountName } from '../domain/account';
import { toLocale, type Locale } from '../domain/locale';
import type { Schema } from './schema';

interface PersonRow {
  id: string;
  email: string;
  name: string;
  locale: string;
  accounts: string[];
  proved: boolean;
}

/** Who may enter which account, and what the ticket system has got of it, as a whole. */
export function createSupportDirectory(db: Kysely<Schema>) {
  /** Whoever has signed in, or written something, has shown that the address is theirs. */
  async function people() {
    const { rows } = await sql<PersonRow>`
      select id, email, name, locale,
        array(select distinct account from access where person_id = people.id order by account)
          as accounts,
        exists (select from sign_in_log
                where person_id = people.id and outcome = 'signed_in')
          or exists (select from support_users where person_id = people.id) as proved
      from people
      where removed_at is null and exists (select from access where person_id = people.id)
      order by email`.execute(db);
    return rows.map(({ proved, locale, ...person }) => ({
      ...person,
      locale: toLocale(locale) ?? ('en' as const),
      isProved: proved,
    }));
  }

  /** Every access that was given and is no more; the history is never shortened. */
  async function former() {
    const { rows } = await sql<{ personId: string; email: string; account: string }>`
      select person_id as "personId", people.email, account
      from (select person_id, account from access_changes where account is not null
            union select person_id, account from support_memberships) as once
      join people on people.id = person_id
      where not exists (select from access
                        where access.person_id = once.person_id and access.account = once.account)
      order by account, people.email, person_id`.execute(db);
    return rows;
  }

  /** By account and requester, or by account and person while the ticket is not passed on. */
  async function openTickets(accounts: readonly AccountName[]) {
    const { rows } = await sql<{ account: string; who: string; count: number }>`
      select account, coalesce(person_id::text, requester_id::text) as who, count(*)::int as count
      from tickets
      where account = any(${[...accounts]}) and status <> 'closed'
      group by account, who`.execute(db);
    return new Map(rows.map(({ account, who, count }) => [`${account} ${who}`, count]));
  }

  return {
    /** @returns everything at once, as it is now */
    async read() {
      const gone = await former();
      const isWhole = await db
        .selectFrom('mirror_progress')
        .select('done_at')
        .where('name', '=', 'open')
        .executeTakeFirst();
      const counts = await openTickets([...new Set(gone.map(({ account }) => account))]);
      const accounts = await db.selectFrom('accounts').select('name').orderBy('name').execute();
      const ids = await db.selectFrom('people').select('id').execute();
      const users = await db.selectFrom('support_users').selectAll().execute();
      const organizations = await db.selectFrom('support_organizations').selectAll().execute();
      const members = await db.selectFrom('support_memberships').selectAll().execute();
      const remembered = new Set(members.map((row) => `${row.person_id} ${row.account}`));
      return {
        people: await people(),
        everyAccount: accounts.map(({ name }) => name),
        everyone: ids.map(({ id }) => id),
        former: gone,
        users: new Map(users.map((row) => [row.person_id, toRemembered(row)])),
        organizations: new Map(
          organizations.map(({ account, organization_id: id }) => [account, id]),
        ),
        isRemembered: (personId: string, account: AccountName) =>
          remembered.has(`${personId} ${account}`),
        openTickets(person: { personId: string; userId: number }, account: AccountName) {
          if (!isWhole?.done_at) return null;
          const { personId, userId } = person;
          const count = (who: string) => counts.get(`${account} ${who}`) ?? 0;
          return count(personId) + count(String(userId));
        },
      };
    },

    async rememberOrganization(account: AccountName, organizationId: number): Promise<void> {
      await db
        .insertInto('support_organizations')
        .values({ account, organization_id: organizationId })
        .onConflict((conflict) =>
          conflict.column('account').doUpdateSet({ organization_id: organizationId }),
        )
        .execute();
    },

    async rememberUser(
      person: { id: string; name: string; locale: Locale; sentEmail: string | null },
      userId: number,
    ): Promise<void> {
      const profile = JSON.stringify([person.name, person.sentEmail, person.locale]);
      await db
        .insertInto('support_users')
        .values({ person_id: person.id, user_id: userId, profile })
        .onConflict((conflict) =>
          conflict.column('person_id').doUpdateSet({ user_id: userId, profile }),
        )
        .execute();
    },

    async forgetUser(personId: string): Promise<void> {
      await db.deleteFrom('support_users').where('person_id', '=', personId).execute();
    },

    async rememberMember(personId: string, account: AccountName): Promise<void> {
      await db
        .insertInto('support_memberships')
        .values({ person_id: personId, account })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async forgetMember(personId: string, account: AccountName): Promise<void> {
      await db
        .deleteFrom('support_memberships')
        .where('person_id', '=', personId)
        .where('account', '=', account)
        .execute();
    },
  };
}

function toRemembered(row: { user_id: number; profile: string }) {
  const parsed: unknown = JSON.parse(row.profile);
  const [name, email, locale] = Array.isArray(parsed) ? (parsed as unknown[]) : [];
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return { userId: row.user_id, name: text(name), email: text(email), locale: text(locale) };
}
