import type { Kysely } from 'kysely';
import { toAccountName } from '../domain/account';
import type { Schema } from '../storage/schema';
import type { Zendesk } from '../zendesk/zendesk';

export type Directory = ReturnType<typeof createDirectory>;

type Deps = { db: Kysely<Schema>; zendesk: Pick<Zendesk, 'users' | 'organizations'> };

export interface KnownUser {
  readonly userId: number;
  readonly name: string;
  readonly fromSupport: boolean;
  /** Our own id of them, when they are one of our people. */
  readonly personId: string | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Who the ids on tickets are; asked once per id and kept. */
export function createDirectory({ db, zendesk }: Deps) {
  async function knownUsers(ids: readonly number[]): Promise<KnownUser[]> {
    const rows = await db
      .selectFrom('mirrored_users')
      .selectAll()
      .where('user_id', 'in', ids)
      .execute();
    return rows.map((row) => ({
      userId: row.user_id,
      name: row.name,
      fromSupport: row.from_support,
      personId: row.person_id,
    }));
  }

  const directory = {
    /** @returns the users by id; an id Zendesk no longer knows is left out */
    async users(ids: readonly number[]): Promise<Map<number, KnownUser>> {
      const wanted = [...new Set(ids)];
      if (wanted.length === 0) return new Map();
      const known = await knownUsers(wanted);
      const missing = wanted.filter((id) => !known.some((user) => user.userId === id));
      const fresh = missing.length > 0 ? await zendesk.users.names(missing) : [];
      for (const user of fresh) {
        const personId =
          user.externalId !== null && UUID.test(user.externalId) ? user.externalId : null;
        const entry = { userId: user.id, name: user.name, fromSupport: user.fromSupport, personId };
        await directory.rememberUser(db, entry);
        known.push(entry);
      }
      return new Map(known.map((user) => [user.userId, user]));
    },

    async rememberUser(trx: Kysely<Schema>, user: KnownUser): Promise<void> {
      const values = { name: user.name, from_support: user.fromSupport, person_id: user.personId };
      await trx
        .insertInto('mirrored_users')
        .values({ user_id: user.userId, ...values })
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
        .execute();
    },

    /** @returns the VTEX account of each organization; null for one that is no account's */
    async accounts(ids: readonly number[]): Promise<Map<number, string | null>> {
      const wanted = [...new Set(ids)];
      if (wanted.length === 0) return new Map();
      const rows = await db
        .selectFrom('mirrored_organizations')
        .selectAll()
        .where('organization_id', 'in', wanted)
        .execute();
      const accounts = new Map(rows.map((row) => [row.organization_id, row.account]));
      const missing = wanted.filter((id) => !accounts.has(id));
      const fresh = missing.length > 0 ? await zendesk.organizations.find(missing) : [];
      for (const organization of fresh) {
        const account = toAccountName(organization.account ?? '') ?? null;
        await directory.rememberOrganization(db, organization.id, account);
        accounts.set(organization.id, account);
      }
      return accounts;
    },

    async rememberOrganization(
      trx: Kysely<Schema>,
      organizationId: number,
      account: string | null,
    ): Promise<void> {
      await trx
        .insertInto('mirrored_organizations')
        .values({ organization_id: organizationId, account })
        .onConflict((conflict) => conflict.column('organization_id').doUpdateSet({ account }))
        .execute();
    },
  };
  return directory;
}
