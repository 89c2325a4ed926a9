import { sql, type Kysely, type Selectable } from 'kysely';
import type { Impact, Ticket, TicketStatus } from '../domain/ticket';
import { notFound } from '../errors';
import type { Schema } from '../storage/schema';

export type MirroredTickets = ReturnType<typeof createMirroredTickets>;

/** A ticket with what only this floor and the outbox need to know. */
export interface MirroredTicket extends Ticket {
  /** Version of our copy: Zendesk's generated_timestamp. */
  readonly version: number;
  /** Whether we hold the whole public conversation of that version. */
  readonly conversationIsHere: boolean;
}

/** Named one by one: what a statement returns must not change when a later version adds a column. */
export const TICKET_COLUMNS = [
  'reference',
  'number',
  'account',
  'person_id',
  'requester_name',
  'kind',
  'impact',
  'subject',
  'shown_status',
  'assigned',
  'is_problem',
  'unsent',
  'follow_up_of',
  'created_at',
  'activity_at',
  'version',
  'comments_version',
  'comments_settled',
  'deleted',
] as const;

export type TicketRow = Pick<Selectable<Schema['tickets']>, (typeof TICKET_COLUMNS)[number]>;

/** Our copy of the tickets: one row each, from the moment a request is accepted. */
export function createMirroredTickets(db: Kysely<Schema>) {
  return {
    /** @param id a reference, or support's number in digits */
    async find(id: string): Promise<MirroredTicket | null> {
      const number = toNumber(id);
      const row = await db
        .selectFrom('tickets')
        .select(TICKET_COLUMNS)
        .where((where) =>
          number === null ? where('reference', '=', id) : where('number', '=', number),
        )
        .executeTakeFirst();
      return row ? toTicket(row) : null;
    },

    /** Shows a request that was just accepted and has no number yet. */
    async accept(
      trx: Kysely<Schema>,
      accepted: {
        reference: string;
        account: string;
        personId: string;
        requesterName: string;
        kind: string;
        impact: Impact;
        subject: string;
        followUpOf: number | null;
        at: Date;
      },
    ): Promise<void> {
      await trx
        .insertInto('tickets')
        .values({
          reference: accepted.reference,
          account: accepted.account,
          person_id: accepted.personId,
          requester_name: accepted.requesterName,
          kind: accepted.kind,
          impact: accepted.impact,
          subject: accepted.subject,
          status: 'open',
          assigned: false,
          is_problem: false,
          follow_up_of: accepted.followUpOf,
          created_at: accepted.at,
          updated_at: accepted.at,
          version: 0,
          unsent: 1,
          // Keeps its place in the list when Zendesk's clock, which counts in seconds, takes over.
          acted_at: accepted.at,
        })
        .execute();
    },

    /** Lays an act over the ticket until Zendesk has confirmed it. Throws `not_found` when it has gone. */
    async overlay(
      trx: Kysely<Schema>,
      reference: string,
      expected: { status: TicketStatus; at: Date },
    ): Promise<void> {
      const { numUpdatedRows } = await trx
        .updateTable('tickets')
        .set((update) => ({
          unsent: update('unsent', '+', 1),
          expected_status: expected.status,
          acted_at: expected.at,
        }))
        .where('reference', '=', reference)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw notFound('ticket');
    },

    /** Gives a request that has no number yet another subject. */
    async retitle(trx: Kysely<Schema>, reference: string, subject: string): Promise<void> {
      await trx
        .updateTable('tickets')
        .set({ subject })
        .where('reference', '=', reference)
        .where('number', 'is', null)
        .execute();
    },

    /** Lets go of a request that support never got. */
    async forget(trx: Kysely<Schema>, reference: string): Promise<void> {
      await trx
        .deleteFrom('tickets')
        .where('reference', '=', reference)
        .where('number', 'is', null)
        .execute();
    },

    /** Lets go of a ticket that support deleted, once nothing is owed to it any more. */
    async bury(trx: Kysely<Schema>, reference: string): Promise<void> {
      await trx
        .with('gone', (db) =>
          db
            .deleteFrom('tickets')
            .where('reference', '=', reference)
            .where('deleted', '=', true)
            .returning(['number', 'version', 'settled']),
        )
        .insertInto('deleted_tickets')
        .columns(['number', 'version', 'settled'])
        .expression((db) =>
          db
            .selectFrom('gone')
            .select(['number', 'version', 'settled'])
            .$narrowType<{ number: number }>(),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    /** Takes one act off again: it was delivered, or set aside. */
    async uncover(trx: Kysely<Schema>, reference: string): Promise<void> {
      await trx
        .updateTable('tickets')
        .set({
          unsent: sql<number>`greatest(unsent - 1, 0)`,
          expected_status: sql<
            string | null
          >`case when unsent > 1 then expected_status else null end`,
        })
        .where('reference', '=', reference)
        .execute();
    },

    /** Where the ticket stands in Zendesk, as we last saw it. Throws `not_found` without a number. */
    async addressOf(
      reference: string,
    ): Promise<{ number: number; updatedAt: Date; untouched: boolean }> {
      const row = await db
        .selectFrom('tickets')
        .select(['number', 'status', 'assigned', 'updated_at'])
        .where('reference', '=', reference)
        .executeTakeFirst();
      if (!row || row.number === null) throw notFound('ticket number');
      return {
        number: row.number,
        updatedAt: row.updated_at,
        untouched: row.status === 'open' && !row.assigned,
      };
    },
  };
}

function toNumber(id: string): number | null {
  return /^[1-9][0-9]{0,14}$/.test(id) ? Number(id) : null;
}

export function toTicket(row: TicketRow): MirroredTicket {
  return {
    reference: row.reference,
    number: row.number,
    account: row.account,
    requesterId: row.person_id,
    requesterName: row.requester_name,
    kind: row.kind,
    impact: row.impact as Impact | null,
    subject: row.subject,
    status: row.deleted ? 'closed' : (row.shown_status as TicketStatus),
    deleted: row.deleted,
    assigned: row.assigned,
    isProblem: row.is_problem,
    beingSent: row.unsent > 0,
    followUpOf: row.follow_up_of,
    createdAt: row.created_at,
    lastActivityAt: row.activity_at,
    version: row.version,
    // Of a deleted ticket there is none any more.
    conversationIsHere:
      row.deleted ||
      (row.comments_settled &&
        row.comments_version !== null &&
        row.comments_version >= row.version),
  };
}
