import type { Kysely } from 'kysely';
import type { Schema } from './schema';

export type Sessions = ReturnType<typeof createSessions>;

/** Sessions by the hash of their id, so that a copy of this table opens no door. */
export function createSessions(db: Kysely<Schema>) {
  const ending = (now: Date) =>
    db.updateTable('sessions').set({ ended_at: now, data: '{}' }).where('ended_at', 'is', null);

  return {
    /** @returns the session, expired or not; the reader judges the time */
    async read(idHash: string): Promise<{ data: unknown; expiresAt: Date } | null> {
      const row = await db
        .selectFrom('sessions')
        .select(['data', 'expires_at'])
        .where('id_hash', '=', idHash)
        .where('ended_at', 'is', null)
        .executeTakeFirst();
      return row ? { data: row.data, expiresAt: row.expires_at } : null;
    },

    /** Keeps it, unless it was ended meanwhile: a save under way must not begin it anew. */
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
        .onConflict((conflict) =>
          conflict.column('id_hash').doUpdateSet(values).where('sessions.ended_at', 'is', null),
        )
        .execute();
    },

    /** @param personId only when it is this person's. @returns whether it was running */
    async end(idHash: string, now: Date, personId?: string): Promise<boolean> {
      let update = ending(now).where('id_hash', '=', idHash);
      if (personId !== undefined) update = update.where('person_id', '=', personId);
      const { numUpdatedRows } = await update.executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    /** @param except the session that stays. @returns how many were ended */
    async endAll(personId: string, now: Date, except?: string): Promise<number> {
      let update = ending(now).where('person_id', '=', personId);
      if (except !== undefined) update = update.where('id_hash', '<>', except);
      const { numUpdatedRows } = await update.executeTakeFirst();
      return Number(numUpdatedRows);
    },

    /** @returns the person's running sessions, by the hash of their id */
    async list(personId: string, now: Date): Promise<{ idHash: string; data: unknown }[]> {
      const rows = await db
        .selectFrom('sessions')
        .select(['id_hash', 'data'])
        .where('person_id', '=', personId)
        .where('ended_at', 'is', null)
        .where('expires_at', '>', now)
        .execute();
      return rows.map((row) => ({ idHash: row.id_hash, data: row.data }));
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
