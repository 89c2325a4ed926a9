import { sql, type Kysely, type Selectable } from 'kysely';
import type { RefusalReason } from '../domain/message';
import type { Schema } from '../storage/schema';
import { callWorkers } from './call-workers';
import { toIntent, UNSETTLED, type Act, type ClaimedIntent, type Intent } from './intent';

export type Outbox = ReturnType<typeof createOutbox>;

/** An act to take on. `unclear`: it may be in Zendesk already, so look before doing it. */
interface NewEntry {
  readonly intent: string;
  readonly reference: string;
  readonly personId: string;
  readonly act: Act;
  readonly unclear?: boolean;
}

/** Seconds a worker may hold an intent before another may take it over. */
const LEASE_SECONDS = 60;

/** What we owe Zendesk: written in the transaction that says yes, read by the worker. */
export function createOutbox(db: Kysely<Schema>) {
  return {
    /**
     * Takes on an act. Must run in the transaction that stores what the act is about.
     * @returns false when this intent was taken on before; nothing is written then
     */
    async enqueue(trx: Kysely<Schema>, entry: NewEntry): Promise<boolean> {
      const result = await trx
        .insertInto('outbox')
        .values({
          intent: entry.intent,
          kind: entry.act.kind,
          reference: entry.reference,
          person_id: entry.personId,
          payload: JSON.stringify(entry.act.payload),
          unclear: entry.unclear ?? false,
        })
        .onConflict((conflict) => conflict.column('intent').doNothing())
        .executeTakeFirst();
      const isNew = (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
      if (isNew) await callWorkers(trx);
      return isNew;
    },

    async find(intent: string): Promise<Intent | null> {
      const row = await db
        .selectFrom('outbox')
        .selectAll()
        .where('intent', '=', intent)
        .executeTakeFirst();
      return row ? toIntent(row) : null;
    },

    /** @returns what the ticket's people did and Zendesk has not confirmed, in order */
    async waitingFor(reference: string): Promise<Intent[]> {
      const rows = await db
        .selectFrom('outbox')
        .selectAll()
        .where('reference', '=', reference)
        .where('state', 'in', UNSETTLED)
        .orderBy('id')
        .execute();
      return rows.map(toIntent);
    },

    /** @returns whether anything of the ticket's people is not delivered: on its way, or set aside */
    async owes(trx: Kysely<Schema>, reference: string): Promise<boolean> {
      const row = await trx
        .selectFrom('outbox')
        .select('id')
        .where('reference', '=', reference)
        .where('state', 'in', UNSETTLED)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    /** @returns the number of intents in each state, for the gauge */
    async countByState(): Promise<Record<string, number>> {
      const rows = await db
        .selectFrom('outbox')
        .select(['state', (select) => select.fn.countAll<number>().as('count')])
        .groupBy('state')
        .execute();
      return Object.fromEntries(rows.map((row) => [row.state, Number(row.count)]));
    },

    /**
     * Leases the oldest due intent whose ticket has nothing older undone; a ticket's creation comes
     * before everything else on it, also when it was corrected later than a reply. The intent counts as
     * unclear from this moment, so a worker that dies half-way leaves the right doubt behind.
     */
    async claim(): Promise<ClaimedIntent | null> {
      const { rows } = await sql<Selectable<Schema['outbox']> & { was_unclear: boolean }>`
        with due as (
          select id, unclear from outbox
          where state = 'waiting' and next_attempt_at <= now()
            and (leased_until is null or leased_until < now())
            and not exists (
              select 1 from outbox earlier
              where earlier.reference = outbox.reference and outbox.kind <> 'create'
                and ((earlier.id < outbox.id and earlier.state = 'waiting')
                     or (earlier.kind = 'create' and earlier.state in ('waiting', 'needs_attention'))))
          order by id limit 1
          for update skip locked
        )
        update outbox
        set leased_until = now() + make_interval(secs => ${LEASE_SECONDS}),
            fence = fence + 1, attempts = attempts + 1, unclear = true
        from due where outbox.id = due.id
        returning outbox.*, due.unclear as was_unclear`.execute(db);
      const row = rows[0];
      return row ? { ...toIntent(row), fence: row.fence, unclear: row.was_unclear } : null;
    },

    /**
     * Makes everything that waits due at once: what kept it was an outage that has ended, and the
     * oldest goes first.
     */
    async hurry(): Promise<void> {
      await db
        .updateTable('outbox')
        .set({ next_attempt_at: sql<Date>`now()` })
        .where('state', '=', 'waiting')
        .where('next_attempt_at', '>', sql<Date>`now()`)
        .execute();
      await callWorkers(db);
    },

    /** Starts the lease anew. @returns false when it was lost meanwhile */
    async renewLease(claimed: ClaimedIntent): Promise<boolean> {
      const result = await db
        .updateTable('outbox')
        .set({ leased_until: sql`now() + make_interval(secs => ${LEASE_SECONDS})` })
        .where('id', '=', claimed.id)
        .where('fence', '=', claimed.fence)
        .where('state', '=', 'waiting')
        .where('leased_until', 'is not', null)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },

    /** @returns false when the lease was lost meanwhile; nothing is written then */
    async markDelivered(trx: Kysely<Schema>, claimed: ClaimedIntent): Promise<boolean> {
      return settle(trx, claimed, {
        state: 'delivered',
        unclear: false,
        last_error: null,
        delivered_at: sql`now()`,
      });
    },

    /** Sets the intent aside for a human: why, for the operator and for its writer; its text stays. */
    async setAside(
      trx: Kysely<Schema>,
      claimed: ClaimedIntent,
      why: { reason: string; refusal: RefusalReason },
    ): Promise<boolean> {
      return settle(trx, claimed, {
        state: 'needs_attention',
        last_error: why.reason,
        refusal: why.refusal,
      });
    },

    /** Puts it back for later. `unclear` says whether this attempt may have been processed. */
    async postpone(
      claimed: ClaimedIntent,
      next: { delaySeconds: number; unclear: boolean; reason: string },
    ): Promise<boolean> {
      return settle(db, claimed, {
        unclear: next.unclear,
        last_error: next.reason,
        next_attempt_at: sql`now() + make_interval(secs => ${next.delaySeconds})`,
      });
    },
  };
}

async function settle(
  db: Kysely<Schema>,
  claimed: ClaimedIntent,
  values: Record<string, unknown>,
): Promise<boolean> {
  const result = await db
    .updateTable('outbox')
    .set({ ...values, leased_until: null })
    .where('id', '=', claimed.id)
    .where('fence', '=', claimed.fence)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
