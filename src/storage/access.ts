import type { Kysely } from 'kysely';
import type { AccountName } from '../domain/account';
import type { AccessSource } from '../domain/membership';
import { recordChanges, THE_PORTAL, type ChangedBy } from './access-changes';
import type { Schema } from './schema';

export type Access = ReturnType<typeof createAccess>;

/** Who may enter which account. This table is the authority; it is read on every request. */
export function createAccess(db: Kysely<Schema>, by: ChangedBy = THE_PORTAL) {
  return {
    /**
     * Lets a person in by hand: no list that leaves them out takes it away again.
     * @returns whether they had not been let in by hand before
     */
    async grant(personId: string, account: AccountName): Promise<boolean> {
      return db.transaction().execute(async (trx) => {
        await trx
          .insertInto('accounts')
          .values({ name: account })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        const added = await trx
          .insertInto('access')
          .values({ person_id: personId, account, source: 'hand' })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (!added.numInsertedOrUpdatedRows) return false;
        const email = await emailOf(trx, personId);
        const granted = { person_id: personId, email, account, source: 'hand' } as const;
        await recordChanges(trx, by, [{ ...granted, change: 'granted' }]);
        return true;
      });
    },

    /** Ends a person's access, whoever gave it. @returns which sources had given it */
    async revoke(personId: string, account: AccountName): Promise<AccessSource[]> {
      return db.transaction().execute(async (trx) => {
        const taken = await trx
          .deleteFrom('access')
          .where('person_id', '=', personId)
          .where('account', '=', account)
          .returning('source')
          .execute();
        if (taken.length === 0) return [];
        const email = await emailOf(trx, personId);
        await recordChanges(
          trx,
          by,
          taken.map(({ source }) => ({
            ...{ person_id: personId, email, account, source },
            change: 'revoked' as const,
          })),
        );
        return taken.map(({ source }) => source);
      });
    },

    /** @returns the account's people by address, each with who let them in */
    async membersOf(
      account: AccountName,
    ): Promise<{ email: string; name: string; sources: AccessSource[] }[]> {
      return db
        .selectFrom('access')
        .innerJoin('people', 'people.id', 'access.person_id')
        .where('account', '=', account)
        .select(['email', 'name'])
        .select(({ fn }) => fn<AccessSource[]>('array_agg', ['source']).as('sources'))
        .groupBy(['people.id', 'email', 'name'])
        .orderBy('email')
        .execute();
    },

    /** @returns every account the portal knows */
    async accounts(): Promise<AccountName[]> {
      const rows = await db.selectFrom('accounts').select('name').orderBy('name').execute();
      return rows.map(({ name }) => name);
    },
  };
}

async function emailOf(trx: Kysely<Schema>, personId: string): Promise<string> {
  const row = trx.selectFrom('people').select('email').where('id', '=', personId);
  return (await row.executeTakeFirstOrThrow()).email;
}
