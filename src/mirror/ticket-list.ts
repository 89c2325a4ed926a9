import { LRUCache } from 'lru-cache';
import type { Impact, ListedTicket, TicketStatus } from '../domain/ticket';
import type { PageReads } from '../storage/page-reads';
import type { Agreement } from './progress';
import { listStatement, type Direction } from './ticket-list-statement';

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

interface ReadList extends Rows {
  readonly agreement: Agreement;
}

interface Rows {
  readonly tickets: readonly ListedTicket[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
}

interface Answer {
  readonly text: string;
  readonly rows: Rows;
}

/** Lists of 25 rows: their text and what was made of it are some ten kilobytes. */
const LISTS = 500;

/**
 * Newest activity first, by keyset. Every read asks the database; when the same question brings the
 * same text as the last time, its rows are the same object, by which a page can tell that it would
 * look the same.
 */
export function createTicketList(reads: Pick<PageReads, 'read'>) {
  const answers = new LRUCache<string, Answer>({ max: LISTS });

  return {
    /** @returns up to `limit` tickets, whether there are more beyond each end, and how old all that is */
    async read(query: ListQuery): Promise<ReadList> {
      const { accounts, personId, statuses, limit, after, before } = query;
      const edge = before ?? after;
      const direction = before ? 'before' : after ? 'after' : 'first';
      const statement = listStatement({
        mine: personId !== null,
        byStatus: statuses.length > 0,
        direction,
        rows: limit + 1,
      });
      const values = [
        accounts,
        ...(personId === null ? [] : [personId]),
        ...(statuses.length > 0 ? [statuses] : []),
        ...(edge ? [edge.at, edge.reference] : []),
      ];
      const [read] = await reads.read<ListAnswer>(statement, values);
      const { tickets: text, as_of: asOf, unreachable_since: unreachableSince } = read!;
      const question = JSON.stringify([statement.name, values]);
      let answer = answers.get(question);
      if (answer?.text !== text) {
        answer = { text, rows: toRows(text, direction, limit) };
        answers.set(question, answer);
      }
      return { ...answer.rows, agreement: { asOf, unreachableSince } };
    },
  };
}

interface ListAnswer {
  readonly tickets: string;
  readonly as_of: Date | null;
  readonly unreachable_since: Date | null;
}

/** One row more was asked for than a page has: it tells whether there are more beyond. */
function toRows(text: string, direction: Direction, limit: number): Rows {
  const rows = (JSON.parse(text) as ListRow[]).map(toListedTicket);
  const hasMore = rows.length > limit;
  if (direction === 'before') {
    return { tickets: rows.slice(-limit), hasNewer: hasMore, hasOlder: true };
  }
  return { tickets: rows.slice(0, limit), hasNewer: direction === 'after', hasOlder: hasMore };
}

/** In the order of the statement's columns. */
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
