import type { Kysely } from 'kysely';
import type { Schema } from './schema';

export type Phones = ReturnType<typeof createPhones>;

/** The telephones that codes go to, and those that have yet to show they arrive. */
export function createPhones(db: Kysely<Schema>) {
  return {
    /** The number in use stays in use until the new one is confirmed. */
    async begin(personId: string, number: string, now: Date): Promise<void> {
      const pending = { pending_number: number, pending_at: now };
      await db
        .insertInto('phones')
        .values({ person_id: personId, created_at: now, ...pending })
        .onConflict((conflict) => conflict.column('person_id').doUpdateSet(pending))
        .execute();
    },

    /** @param since older beginnings are forgotten */
    async pendingNumber(personId: string, since: Date): Promise<string | null> {
      const row = await db
        .selectFrom('phones')
        .select('pending_number')
        .where('person_id', '=', personId)
        .where('pending_at', '>=', since)
        .executeTakeFirst();
      return row?.pending_number ?? null;
    },

    /** @returns whether this call was the one that put the number to use */
    async confirm(personId: string, number: string, now: Date): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('phones')
        .set({
          ...{ number, confirmed_at: now, created_at: now },
          ...{ pending_number: null, pending_at: null },
        })
        .where('person_id', '=', personId)
        .where('pending_number', '=', number)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async number(personId: string): Promise<string | null> {
      const row = await db
        .selectFrom('phones')
        .select('number')
        .where('person_id', '=', personId)
        .where('confirmed_at', 'is not', null)
        .executeTakeFirst();
      return row?.number ?? null;
    },

    async remove(personId: string): Promise<boolean> {
      const { numDeletedRows } = await db
        .deleteFrom('phones')
        .where('person_id', '=', personId)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}
