import type { Kysely } from 'kysely';
import type { WayIn } from '../domain/way-in';
import type { Schema } from './schema';

export type HalfwaySignIns = ReturnType<typeof createHalfwaySignIns>;

export interface HalfwaySignIn {
  readonly personId: string;
  readonly way: WayIn;
  readonly failures: number;
}

/** Who passed the first step in which browser, and owes the second. */
export function createHalfwaySignIns(db: Kysely<Schema>) {
  return {
    /** A browser has one at most: a new first step takes the place of an older one. */
    async begin(halfway: {
      visitHash: string;
      personId: string;
      way: WayIn;
      createdAt: Date;
      expiresAt: Date;
    }): Promise<void> {
      const values = {
        person_id: halfway.personId,
        way: halfway.way,
        failures: 0,
        created_at: halfway.createdAt,
        expires_at: halfway.expiresAt,
      };
      await db
        .insertInto('halfway_sign_ins')
        .values({ visit_hash: halfway.visitHash, ...values })
        .onConflict((conflict) => conflict.column('visit_hash').doUpdateSet(values))
        .execute();
    },

    async find(visitHash: string, now: Date): Promise<HalfwaySignIn | null> {
      const row = await db
        .selectFrom('halfway_sign_ins')
        .select(['person_id', 'way', 'failures'])
        .where('visit_hash', '=', visitHash)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row ? { personId: row.person_id, way: row.way, failures: row.failures } : null;
    },

    /**
     * Counts a try before it is judged, so that parallel guesses cannot share one.
     * @returns null when there is nothing to try, or no try is left
     */
    async takeAttempt(
      visitHash: string,
      maxAttempts: number,
      now: Date,
    ): Promise<HalfwaySignIn | null> {
      const row = await db
        .updateTable('halfway_sign_ins')
        .set((update) => ({ failures: update('failures', '+', 1) }))
        .where('visit_hash', '=', visitHash)
        .where('expires_at', '>', now)
        .where('failures', '<', maxAttempts)
        .returning(['person_id', 'way', 'failures'])
        .executeTakeFirst();
      return row ? { personId: row.person_id, way: row.way, failures: row.failures } : null;
    },

    /** @returns whether this call was the one that ended it */
    async end(visitHash: string): Promise<boolean> {
      const { numDeletedRows } = await db
        .deleteFrom('halfway_sign_ins')
        .where('visit_hash', '=', visitHash)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },

    async endAll(personId: string): Promise<void> {
      await db.deleteFrom('halfway_sign_ins').where('person_id', '=', personId).execute();
    },

    async sweep(now: Date): Promise<number> {
      const { numDeletedRows } = await db
        .deleteFrom('halfway_sign_ins')
        .where('expires_at', '<', now)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
