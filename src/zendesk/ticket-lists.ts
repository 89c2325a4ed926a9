import type { Log } from '../log';
import type { FieldIds } from './field-ids';
import { inHundreds } from './in-hundreds';
import type { Lane } from './limits';
import { readShape } from './read-body';
import { readSnapshots } from './read-snapshots';
import type { TicketSnapshot } from './ticket-mapping';
import type { Transport } from './transport';
import { ticketPageBody } from './wire/ticket';

export interface ListedPage {
  readonly tickets: TicketSnapshot[];
  /** Where the next page starts; null on the last one. */
  readonly cursor: string | null;
}

export type ZendeskTicketLists = ReturnType<typeof bindTicketLists>;

/**
 * Many tickets at once, with our rights.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#list-tickets
 */
export function bindTicketLists(deps: {
  transport: Transport;
  origin: string;
  fieldIds: FieldIds;
  log: Log;
}) {
  const { transport, origin, fieldIds, log } = deps;

  /** A hundred tickets: new ones first, then open, pending, on hold, solved, closed. */
  const byStatus = (cursor: string | null) => list('status', cursor, 'mirror');

  /** A hundred tickets, the last changed first. */
  const newest = (cursor: string | null) => list('-updated_at', cursor, 'sync');

  async function list(sort: string, cursor: string | null, lane: Lane): Promise<ListedPage> {
    const url = new URL('/api/v2/tickets.json', origin);
    url.searchParams.set('page[size]', '100');
    url.searchParams.set('sort', sort);
    if (cursor !== null) url.searchParams.set('page[after]', cursor);
    const { json } = await transport.send({ lane, method: 'GET', url: url.href });
    const { tickets, meta } = readShape(ticketPageBody, json, 'a page of tickets');
    return {
      tickets: readSnapshots(tickets, fieldIds, log),
      // On the last page there is a cursor too.
      cursor: meta?.has_more ? (meta.after_cursor ?? null) : null,
    };
  }

  /** @returns those of the tickets that exist; a deleted one does not */
  async function byNumbers(numbers: readonly number[]): Promise<TicketSnapshot[]> {
    const found: TicketSnapshot[] = [];
    for (const hundred of inHundreds(numbers)) {
      const url = new URL('/api/v2/tickets/show_many.json', origin);
      url.searchParams.set('ids', hundred.join(','));
      const { json } = await transport.send({ lane: 'sync', method: 'GET', url: url.href });
      const { tickets } = readShape(ticketPageBody, json, 'tickets');
      found.push(...readSnapshots(tickets, fieldIds, log));
    }
    return found;
  }

  return { byStatus, newest, byNumbers };
}
