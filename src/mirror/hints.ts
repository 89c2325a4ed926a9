import { sql, type Kysely } from 'kysely';
import type { Schema } from '../storage/schema';

export type Hints = ReturnType<typeof createHints>;

/** "This ticket changed": where it stands is asked of Zendesk, never read from the notice. */
export interface Hint {
  readonly number: number;
  /** How many notices the hint stood for when it was taken. */
  readonly noticed: number;
  /** Including the one about to be made. */
  readonly attempts: number;
}

/** A reader that died is replaced after this long; longer than a call to Zendesk may take. */
const LEASE_SECONDS = 60;

/** Tickets to read again, one row each however often we are told. */
export function createHints(db: Kysely<Schema>) {
  return {
    /** @returns false for a delivery we already had, which changes nothing */
    async keep(invocationId: string, number: number, at: Date): Promise<boolean> {
      return db.transaction().execute(async (trx) => {
        const isNew = await trx
          .insertInto('webhook_invocations')
          .values({ id: invocationId, received_at: at })
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst();
        if (!isNew) return false;
        await trx
          .insertInto('ticket_hints')
          .values({ number })
          .onConflict((conflict) =>
            conflict
              .column('number')
              .doUpdateSet({ noticed: sql<number>`ticket_hints.noticed + 1` }),
          )
          .execute();
        return true;
      });
    },

    /** Takes the oldest due hint; other processes pass over it meanwhile. */
    async claim(): Promise<Hint | undefined> {
      return db
        .updateTable('ticket_hints')
        .set({
          attempts: sql<number>`attempts + 1`,
          next_attempt_at: sql<Date>`now() + make_interval(secs => ${LEASE_SECONDS})`,
        })
        .where('number', '=', (where) =>
          where
            .selectFrom('ticket_hints')
            .select('number')
            .where('next_attempt_at', '<=', sql<Date>`now()`)
            .orderBy('next_attempt_at')
            .limit(1)
            .forUpdate()
            .skipLocked(),
        )
        .returning(['number', 'noticed', 'attempts'])
        .executeTakeFirst();
    },

    /**
     * The ticket was read. Its conversation is read again at the next view, since an answer in the
     * second of the version we hold moves no version. A notice that came during the read keeps the
     * hint, due at once.
     */
    async settle(hint: Hint): Promise<void> {
      await db.transaction().execute(async (trx) => {
        await trx
          .updateTable('tickets')
          .set({ comments_settled: false })
          .where('number', '=', hint.number)
          .execute();
        await trx
          .deleteFrom('ticket_hints')
          .where('number', '=', hint.number)
          .where('noticed', '=', hint.noticed)
          .execute();
        await trx
          .updateTable('ticket_hints')
          .set({ attempts: 0, next_attempt_at: sql<Date>`now()` })
          .where('number', '=', hint.number)
          .execute();
      });
    },

    async postpone(hint: Hint, seconds: number): Promise<void> {
      await db
        .updateTable('ticket_hints')
        .set({ next_attempt_at: sql<Date>`now() + make_interval(secs => ${seconds})` })
        .where('number', '=', hint.number)
        .execute();
    },

    /** Forgets deliveries received before. @returns how many */
    async sweep(before: Date): Promise<number> {
      const { numDeletedRows } = await db
        .deleteFrom('webhook_invocations')
        .where('received_at', '<', before)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
