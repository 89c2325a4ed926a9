import type { Customer } from '../domain/customer';
import type { ListedTicket } from '../domain/ticket';
import type { Edge, TicketList } from '../mirror/ticket-list';
import { AppError } from '../errors';
import { toFreshness } from './freshness';
import type { TicketPage, TicketQuery } from './views';

export type ListTicketsDeps = { list: TicketList; now: () => Date };

const PAGE_ROWS = 25;

/**
 * My own tickets, or everybody's in the accounts I may enter; newest activity first.
 * Throws `invalid` for a cursor no page gave.
 */
export async function listTickets(
  deps: ListTicketsDeps,
  customer: Customer,
  query: TicketQuery,
): Promise<TicketPage> {
  const { tickets, hasNewer, hasOlder, agreement } = await deps.list.read({
    accounts: customer.accounts,
    personId: query.scope === 'mine' ? customer.id : null,
    statuses: query.statuses,
    limit: PAGE_ROWS,
    after: toEdge(query.after),
    before: toEdge(query.before),
  });
  const newest = tickets[0];
  const oldest = tickets.at(-1);
  return {
    tickets,
    next: hasOlder && oldest ? toCursor(oldest) : null,
    previous: hasNewer && newest ? toCursor(newest) : null,
    freshness: toFreshness(agreement, deps.now),
  };
}

function toCursor(ticket: ListedTicket): string {
  return Buffer.from(`${ticket.lastActivityAt.getTime()} ${ticket.reference}`).toString(
    'base64url',
  );
}

function toEdge(cursor: string | undefined): Edge | undefined {
  if (cursor === undefined) return undefined;
  const [, time, reference] =
    /^(\d{1,15}) ([A-Za-z0-9-]{1,40})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (time === undefined || reference === undefined) {
    throw new AppError('invalid', 'That is not a place in the list.');
  }
  return { at: new Date(Number(time)), reference };
}
