import type { Kysely } from 'kysely';
import type { AccountName } from '../domain/account';
import type { Schema } from './schema';

export type Access = ReturnType<typeof createAccess>;

/** Who may enter which account. This table is the authority; it is read on every request. */
export function createAccess(db: Kysely<Schema>) {
  return {
    async grant(personId: string, account: AccountName): Promise<void> {
      await db.transaction().execute(async (trx) => {
        await trx
          .insertInto('accounts')
          .values({ name: account })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        await trx
          .insertInto('access')
          .values({ person_id: personId, account })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      });
    },

    /** @returns whether there was anything to take away */
    async revoke(personId: string, account: AccountName): Promise<boolean> {
      const result = await db
        .deleteFrom('access')
        .where('person_id', '=', personId)
        .where('account', '=', account)
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}
