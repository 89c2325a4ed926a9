import { sql, type Kysely } from 'kysely';
import type { Schema } from './schema';

export type Tallies = ReturnType<typeof createTallies>;

/** Counts by name within a stretch of time, shared by every process: what limits are judged by. */
export function createTallies(db: Kysely<Schema>) {
  return {
    /**
     * Adds one. The stretch begins with the first count and is not prolonged by later ones.
     * @param lasting milliseconds
     * @returns the count so far, and when it begins anew
     */
    async count(
      name: string,
      lasting: number,
      now: Date,
    ): Promise<{ count: number; endsAt: Date }> {
      const endsAt = new Date(now.getTime() + lasting);
      const { rows } = await sql<{ count: number; endsAt: Date }>`
        insert into tallies as t (name, count, ends_at) values (${name}, 1, ${endsAt})
        on conflict (name) do update set
          count = case when t.ends_at <= ${now} then 1 else t.count + 1 end,
          ends_at = case when t.ends_at <= ${now} then excluded.ends_at else t.ends_at end
        returning count, ends_at as "endsAt"`.execute(db);
      return rows[0]!;
    },

    /** @returns the count so far, 0 when the stretch has ended */
    async read(name: string, now: Date): Promise<number> {
      const row = await db
        .selectFrom('tallies')
        .select('count')
        .where('name', '=', name)
        .where('ends_at', '>', now)
        .executeTakeFirst();
      return row?.count ?? 0;
    },

    async forget(...names: readonly string[]): Promise<void> {
      await db.deleteFrom('tallies').where('name', 'in', names).execute();
    },

    async sweep(now: Date): Promise<number> {
      const { numDeletedRows } = await db
        .deleteFrom('tallies')
        .where('ends_at', '<', now)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
