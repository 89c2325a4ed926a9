import type { Kysely } from 'kysely';
import type { Schema } from './schema';

export type RecoveryCodes = ReturnType<typeof createRecoveryCodes>;

/** Codes for the day the telephone is lost, by their hash. */
export function createRecoveryCodes(db: Kysely<Schema>) {
  return {
    /** The set is replaced as a whole; what is left of the former one is good no more. */
    async replace(personId: string, hashes: readonly string[], now: Date): Promise<void> {
      await db.transaction().execute(async (trx) => {
        await trx.deleteFrom('recovery_codes').where('person_id', '=', personId).execute();
        if (hashes.length === 0) return;
        await trx
          .insertInto('recovery_codes')
          .values(hashes.map((hash) => ({ person_id: personId, code_hash: hash, created_at: now })))
          .execute();
      });
    },

    /** @returns whether it was one of theirs, unused until now */
    async use(personId: string, hash: string, now: Date): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('recovery_codes')
        .set({ used_at: now })
        .where('person_id', '=', personId)
        .where('code_hash', '=', hash)
        .where('used_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    /** @returns how many are unused */
    async left(personId: string): Promise<number> {
      const { count } = await db
        .selectFrom('recovery_codes')
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('person_id', '=', personId)
        .where('used_at', 'is', null)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}
