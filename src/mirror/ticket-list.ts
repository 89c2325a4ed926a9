import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Ticket, TicketStatus } from '../domain/ticket';
import type { Schema } from '../storage/schema';
import { TICKET_COLUMNS, toTicket, type TicketRow } from './tickets';

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
 * Newest activity first, by keyset. Each account, or account and chosen status, is one short walk
 * along an index, so a page costs the same among a hundred tickets and among a million.
 */
export function createTicketList(db: Kysely<Schema>) {
  return {
    /** @returns up to `limit` tickets, and whether there are more beyond each end */
    async read(
      query: ListQuery,
    ): Promise<{ tickets: Ticket[]; hasNewer: boolean; hasOlder: boolean }> {
      const backwards = query.before !== undefined;
      const { rows } = await pageOf(query, backwards).execute(db);
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

function pageOf(query: ListQuery, backwards: boolean) {
  const edge = query.before ?? query.after;
  const beyond = edge
    ? sql`and (activity_at, reference) ${sql.raw(backwards ? '>' : '<')} (${edge.at}, ${edge.reference})`
    : sql``;
  const order = sql.raw(
    backwards
      ? 'order by activity_at asc, reference asc'
      : 'order by activity_at desc, reference desc',
  );
  const limit = sql.lit(query.limit + 1);
  const walks = wantedOf(query).map(
    (wanted) =>
      sql`(select ${COLUMNS} from tickets where ${wanted} ${beyond} ${order} limit ${limit})`,
  );
  if (walks.length === 1) return sql<TicketRow>`${walks[0]}`;
  return sql<TicketRow>`${sql.join(walks, sql` union all `)} ${order} limit ${limit}`;
}

/** @returns one condition per walk along an index */
function wantedOf({ accounts, personId, statuses }: ListQuery): RawBuilder<unknown>[] {
  const owners =
    personId === null
      ? accounts.map((account) => sql`account = ${account}`)
      : [sql`person_id = ${personId} and (account is null or account = any(${[...accounts]}))`];
  // Somebody without accounts sees nothing of everybody's.
  if (owners.length === 0) return [sql`false`];
  if (statuses.length === 0) return owners;
  return owners.flatMap((owner) =>
    statuses.map((status) => sql`${owner} and shown_status = ${status}`),
  );
}

const COLUMNS = sql.join(TICKET_COLUMNS.map((column) => sql.ref(column)));
