import type { Impact, ListedTicket, TicketStatus } from '../domain/ticket';
import type { PageReads } from '../storage/page-reads';
import type { Agreement } from './progress';
import { listStatement } from './ticket-list-statement';

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

interface ReadList {
  readonly tickets: ListedTicket[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
  readonly agreement: Agreement;
}

/** Newest activity first, by keyset. */
export function createTicketList(reads: Pick<PageReads, 'read'>) {
  return {
    /** @returns up to `limit` tickets, whether there are more beyond each end, and how old all that is */
    async read(query: ListQuery): Promise<ReadList> {
      const { accounts, personId, statuses, limit, after, before } = query;
      const backwards = before !== undefined;
      const edge = before ?? after;
      const direction = backwards ? 'before' : edge ? 'after' : 'first';
      const [answer] = await reads.read<ListAnswer>(
        listStatement({
          mine: personId !== null,
          byStatus: statuses.length > 0,
          direction,
          rows: limit + 1,
        }),
        [
          accounts,
          ...(personId === null ? [] : [personId]),
          ...(statuses.length > 0 ? [statuses] : []),
          ...(edge ? [edge.at, edge.reference] : []),
        ],
      );
      const { tickets: rows, as_of: asOf, unreachable_since: unreachableSince } = answer!;
      const hasMore = rows.length > limit;
      const page = rows.slice(0, limit);
      if (backwards) page.reverse();
      return {
        tickets: page.map(toListedTicket),
        hasNewer: backwards ? hasMore : after !== undefined,
        hasOlder: backwards ? true : hasMore,
        agreement: { asOf, unreachableSince },
      };
    },
  };
}

interface ListAnswer {
  readonly tickets: readonly ListRow[];
  readonly as_of: Date | null;
  readonly unreachable_since: Date | null;
}

/** In the order of LIST_COLUMNS. */
type ListRow = [
  reference: string,
  number: number | null,
  account: string | null,
  requesterName: string,
  impact: Impact | null,
  subject: string,
  status: TicketStatus,
  beingSent: boolean,
  deleted: boolean,
  lastActivityAt: string,
];

function toListedTicket(row: ListRow): ListedTicket {
  const [reference, number, account, requesterName, impact, subject, ...rest] = row;
  const [status, beingSent, deleted, at] = rest;
  return {
    reference,
    number,
    account,
    requesterName,
    impact,
    subject,
    status,
    beingSent,
    deleted,
    lastActivityAt: new Date(at),
  };
}
