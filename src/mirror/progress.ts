import { sql, type Kysely } from 'kysely';
import type { Schema } from '../storage/schema';

export type Progress = ReturnType<typeof createProgress>;

/** What goes step by step: changes for ever, the parts of a first copy until they are done. */
export type Step = 'changes' | 'open' | 'history' | 'overlap' | 'unseen';

/**
 * When the copy last agreed with Zendesk (null before the first time), and since when Zendesk
 * cannot be asked (null while it can).
 */
export interface Agreement {
  readonly asOf: Date | null;
  readonly unreachableSince: Date | null;
}

/** How far a step has come. */
export interface StepProgress {
  readonly cursor: string | null;
  readonly begunAt: Date | null;
  readonly doneAt: Date | null;
}

/** `ticket-export` is the name under which changes have been kept from the first version on. */
export const PROGRESS_ROW: Readonly<Record<Step, string>> = {
  changes: 'ticket-export',
  open: 'open',
  history: 'history',
  overlap: 'overlap',
  unseen: 'unseen',
};

interface Values {
  cursor?: string | null;
  as_of?: Date;
  begun_at?: Date;
  done_at?: Date | null;
  unreachable_since?: Date | null;
}

/** How far our copy has come. */
export function createProgress(db: Kysely<Schema>) {
  async function keep(step: Step, values: Values): Promise<void> {
    const nothing = { cursor: null, as_of: null, begun_at: null, done_at: null };
    await db
      .insertInto('mirror_progress')
      .values({ name: PROGRESS_ROW[step], unreachable_since: null, ...nothing, ...values })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
      .execute();
  }

  async function read(): Promise<Agreement> {
    const row = await db
      .selectFrom('mirror_progress')
      .select(['as_of', 'unreachable_since'])
      .where('name', '=', PROGRESS_ROW.changes)
      .executeTakeFirst();
    return { asOf: row?.as_of ?? null, unreachableSince: row?.unreachable_since ?? null };
  }

  return {
    async of(step: Step): Promise<StepProgress> {
      const row = await db
        .selectFrom('mirror_progress')
        .select(['cursor', 'begun_at', 'done_at'])
        .where('name', '=', PROGRESS_ROW[step])
        .executeTakeFirst();
      const { cursor = null, begun_at: begunAt = null, done_at: doneAt = null } = row ?? {};
      return { cursor, begunAt, doneAt };
    },
    begin: (step: Step, at: Date) => keep(step, { begun_at: at, done_at: null, cursor: null }),
    keepCursor: (step: Step, cursor: string) => keep(step, { cursor }),
    finish: (step: Step, at: Date) => keep(step, { done_at: at, cursor: null }),

    read,
    agreedAt: (at: Date) => keep('changes', { as_of: at }),

    async reached(): Promise<void> {
      await db
        .updateTable('mirror_progress')
        .set({ unreachable_since: null })
        .where('name', '=', PROGRESS_ROW.changes)
        .where('unreachable_since', 'is not', null)
        .execute();
    },
    async notReached(at: Date): Promise<void> {
      const { unreachableSince } = await read();
      if (unreachableSince === null) await keep('changes', { unreachable_since: at });
    },

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
