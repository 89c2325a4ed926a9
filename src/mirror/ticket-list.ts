import { sql, type Kysely, type Selectable } from 'kysely';
import { TICKET_STATUSES, type Ticket, type TicketStatus } from '../domain/ticket';
import type { Schema } from '../storage/schema';
import { toTicket } from './tickets';

export type TicketList = ReturnType<typeof createTicketList>;

/** A place in the list: the activity and reference of the row at a page's edge. */
export interface Edge {
  readonly at: Date;
  readonly reference: string;
}

export interface ListQuery {
  /** Accounts whose tickets may be seen; the caller has asked whether the person may. */
  readonly accounts: readonly string[];
  /** Only this person's tickets; null for everybody's in the accounts. */
  readonly personId: string | null;
  /** Empty means every status. */
  readonly statuses: readonly TicketStatus[];
  readonly limit: number;
  readonly after?: Edge;
  readonly before?: Edge;
}

/**
 * Newest activity first, by keyset. Each account and status is one short walk along an index, so
 * a page costs the same among a hundred tickets and among a million.
 */
export function createTicketList(db: Kysely<Schema>) {
  return {
    /** @returns up to `limit` tickets, and whether there are more beyond each end */
    async read(
      query: ListQuery,
    ): Promise<{ tickets: Ticket[]; hasNewer: boolean; hasOlder: boolean }> {
      const backwards = query.before !== undefined;
      const { rows } = await walks(query, backwards).execute(db);
      const hasMore = rows.length > query.limit;
      const page = rows.slice(0, query.limit);
      if (backwards) page.reverse();
      return {
        tickets: page.map(toTicket),
        hasNewer: backwards ? hasMore : query.after !== undefined,
        hasOlder: backwards ? true : hasMore,
      };
    },
  };
}

function walks(query: ListQuery, backwards: boolean) {
  const statuses = query.statuses.length > 0 ? query.statuses : TICKET_STATUSES;
  const edge = query.before ?? query.after;
  const beyond = edge
    ? sql`and (t.activity_at, t.reference) ${sql.raw(backwards ? '>' : '<')} (${edge.at}, ${edge.reference})`
    : sql``;
  const order = sql.raw(
    backwards
      ? 'order by activity_at asc, reference asc'
      : 'order by activity_at desc, reference desc',
  );
  const limit = query.limit + 1;
  const accounts = sql`${[...query.accounts]}::text[]`;
  const walk =
    query.personId === null
      ? sql`unnest(${accounts}) as wanted(account)
          cross join unnest(${[...statuses]}::text[]) as chosen(status)
          cross join lateral (
            select * from tickets t
            where t.account = wanted.account and t.shown_status = chosen.status ${beyond}
            ${order} limit ${limit}) found`
      : sql`unnest(${[...statuses]}::text[]) as chosen(status)
          cross join lateral (
            select * from tickets t
            where t.person_id = ${query.personId} and t.shown_status = chosen.status
              and (t.account is null or t.account = any(${accounts})) ${beyond}
            ${order} limit ${limit}) found`;
  return sql<Selectable<Schema['tickets']>>`select found.* from ${walk} ${order} limit ${limit}`;
}
