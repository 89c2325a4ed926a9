import type { Kysely } from 'kysely';
import type { Schema } from './schema';

export type Authenticators = ReturnType<typeof createAuthenticators>;

/** The keys people's apps share with us, sealed, and the newest code each has shown. */
export function createAuthenticators(db: Kysely<Schema>) {
  return {
    /** The one in use stays in use until the new one is confirmed. */
    async begin(personId: string, pendingKey: string, now: Date): Promise<void> {
      const pending = { pending_key: pendingKey, pending_at: now };
      await db
        .insertInto('authenticators')
        .values({ person_id: personId, created_at: now, ...pending })
        .onConflict((conflict) => conflict.column('person_id').doUpdateSet(pending))
        .execute();
    },

    /** @param since older beginnings are forgotten */
    async pendingKey(personId: string, since: Date): Promise<string | null> {
      const row = await db
        .selectFrom('authenticators')
        .select('pending_key')
        .where('person_id', '=', personId)
        .where('pending_at', '>=', since)
        .executeTakeFirst();
      return row?.pending_key ?? null;
    },

    /** @returns whether this call was the one that put the key to use */
    async confirm(personId: string, key: string, step: number, now: Date): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('authenticators')
        .set({
          ...{ sealed_key: key, last_step: step, confirmed_at: now, created_at: now },
          ...{ pending_key: null, pending_at: null },
        })
        .where('person_id', '=', personId)
        .where('pending_key', '=', key)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async key(personId: string): Promise<string | null> {
      const row = await db
        .selectFrom('authenticators')
        .select('sealed_key')
        .where('person_id', '=', personId)
        .where('confirmed_at', 'is not', null)
        .executeTakeFirst();
      return row?.sealed_key ?? null;
    },

    /** @returns whether the step was still unspent; it and older ones are spent from now on */
    async takeStep(personId: string, step: number): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('authenticators')
        .set({ last_step: step })
        .where('person_id', '=', personId)
        .where('confirmed_at', 'is not', null)
        .where((where) => where.or([where('last_step', 'is', null), where('last_step', '<', step)]))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    /** The same key under another seal, unless it was replaced meanwhile. */
    async reseal(personId: string, former: string, sealed: string): Promise<void> {
      await db
        .updateTable('authenticators')
        .set({ sealed_key: sealed })
        .where('person_id', '=', personId)
        .where('sealed_key', '=', former)
        .execute();
    },

    async remove(personId: string): Promise<boolean> {
      const { numDeletedRows } = await db
        .deleteFrom('authenticators')
        .where('person_id', '=', personId)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}
