import type { Kysely } from 'kysely';
import type { Schema } from './schema';

export type Sessions = ReturnType<typeof createSessions>;

/** Sessions by the hash of their id, so that a copy of this table opens no door. */
export function createSessions(db: Kysely<Schema>) {
  return {
    /** @returns the session, expired or not; the reader judges the time */
    async read(idHash: string): Promise<{ data: unknown; expiresAt: Date } | null> {
      const row = await db
        .selectFrom('sessions')
        .select(['data', 'expires_at'])
        .where('id_hash', '=', idHash)
        .executeTakeFirst();
      return row ? { data: row.data, expiresAt: row.expires_at } : null;
    },

    async write(
      idHash: string,
      data: unknown,
      personId: string | null,
      expiresAt: Date,
    ): Promise<void> {
      const values = { data: JSON.stringify(data), person_id: personId, expires_at: expiresAt };
      await db
        .insertInto('sessions')
        .values({ id_hash: idHash, ...values })
        .onConflict((conflict) => conflict.column('id_hash').doUpdateSet(values))
        .execute();
    },

    async remove(idHash: string): Promise<void> {
      await db.deleteFrom('sessions').where('id_hash', '=', idHash).execute();
    },

    /** @returns how many had ended before `now` */
    async sweep(now: Date): Promise<number> {
      const result = await db
        .deleteFrom('sessions')
        .where('expires_at', '<', now)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
