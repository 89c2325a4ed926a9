import { sql, type Kysely } from 'kysely';
import type { Schema } from '../storage/schema';

export type Progress = ReturnType<typeof createProgress>;

const EXPORT = 'ticket-export';

/** How far our copy has come. */
export function createProgress(db: Kysely<Schema>) {
  async function keep(values: { cursor: string } | { as_of: Date }): Promise<void> {
    await db
      .insertInto('mirror_progress')
      .values({ name: EXPORT, cursor: null, as_of: null, ...values })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
      .execute();
  }
  const read = () =>
    db
      .selectFrom('mirror_progress')
      .select(['cursor', 'as_of'])
      .where('name', '=', EXPORT)
      .executeTakeFirst();

  return {
    async cursor(): Promise<string | null> {
      return (await read())?.cursor ?? null;
    },
    keepCursor: (cursor: string) => keep({ cursor }),

    /** When the copy last agreed with Zendesk; null before the first time. */
    async asOf(): Promise<Date | null> {
      return (await read())?.as_of ?? null;
    },
    agreedAt: (at: Date) => keep({ as_of: at }),

    /** Runs the work unless another process is at it. @returns whether it ran */
    async alone(work: () => Promise<unknown>): Promise<boolean> {
      return db.connection().execute(async (connection) => {
        const { rows } = await sql<{ taken: boolean }>`
          select pg_try_advisory_lock(hashtext('mirror-poll')) as taken`.execute(connection);
        if (!rows[0]?.taken) return false;
        try {
          await work();
          return true;
        } finally {
          await sql`select pg_advisory_unlock(hashtext('mirror-poll'))`.execute(connection);
        }
      });
    },
  };
}
