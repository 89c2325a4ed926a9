import { sql, type Kysely } from 'kysely';
import type { Schema } from './schema';

export type Tallies = ReturnType<typeof createTallies>;

/** So many counts within so many milliseconds. */
export interface Limited {
  readonly name: string;
  readonly most: number;
  readonly within: number;
}

/** Counts by name within a stretch of time, shared by every process: what limits are judged by. */
export function createTallies(db: Kysely<Schema>) {
  /**
   * Adds one to each of them in turn, up to the first that has more than its most, in one
   * statement. Tallies are always counted in the same order of kinds, so that no two wait for
   * each other.
   * @returns those that were counted, in turn
   */
  async function countWhileWithin(
    limited: readonly Limited[],
    now: Date,
  ): Promise<{ count: number; endsAt: Date }[]> {
    const links = limited.map(({ name, within }, at) => {
      const before = at === 0 ? undefined : limited[at - 1];
      const endsAt = new Date(now.getTime() + within);
      const from = before ? sql`from ${sql.id(`t${at - 1}`)} where count <= ${before.most}` : sql``;
      return sql`${sql.id(`t${at}`)} as (
        insert into tallies as t (name, count, ends_at)
        select ${name}::text, 1, ${endsAt}::timestamptz ${from}
        on conflict (name) do update set
          count = case when t.ends_at <= ${now} then 1 else t.count + 1 end,
          ends_at = case when t.ends_at <= ${now} then excluded.ends_at else t.ends_at end
        returning ${at}::int as place, count, ends_at)`;
    });
    const all = limited.map((_, at) => sql`select * from ${sql.id(`t${at}`)}`);
    const { rows } = await sql<{ count: number; endsAt: Date }>`
      with ${sql.join(links)}
      select count, ends_at as "endsAt" from (${sql.join(all, sql` union all `)}) as counted
      order by place`.execute(db);
    return rows;
  }

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
      const [counted] = await countWhileWithin([{ name, most: 0, within: lasting }], now);
      return counted!;
    },

    countWhileWithin,

    async forget(...names: readonly string[]): Promise<void> {
      await db.deleteFrom('tallies').where('name', 'in', names).execute();
    },

    /**
     * Forgets every tally of somebody: their name stands in it after "of", between spaces or at its end.
     * @param owner an e-mail address or a person's id
     * @returns how many there were
     */
    async forgetAbout(owner: string): Promise<number> {
      const { numDeletedRows } = await db
        .deleteFrom('tallies')
        .where(sql<boolean>`position(${` of ${owner} `} in name || ' ') > 0`)
        .executeTakeFirst();
      return Number(numDeletedRows);
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
