import type { Log } from '../log';
import type { FieldIds } from './field-ids';
import type { Lane } from './limits';
import { readShape } from './read-body';
import { readSnapshots } from './read-snapshots';
import type { TicketSnapshot } from './ticket-mapping';
import type { Transport } from './transport';
import { ticketExportBody } from './wire/ticket-export';

/** Seconds. Zendesk refuses a start within the last minute. */
const YOUNGEST_START = 61;

export interface ExportedPage {
  readonly tickets: TicketSnapshot[];
  /** Where the next page starts; kept, it also starts the next round. */
  readonly cursor: string | null;
  /** Nothing more for now. */
  readonly endOfStream: boolean;
}

export type ZendeskTicketExport = ReturnType<typeof bindTicketExport>;

/**
 * Everything that changed, by the cursor export; node-zendesk has only the time-based one.
 * https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/#incremental-ticket-export-cursor-based
 */
export function bindTicketExport(deps: {
  transport: Transport;
  origin: string;
  fieldIds: FieldIds;
  log: Log;
  now: () => Date;
}) {
  const { transport, origin, fieldIds, log, now } = deps;

  /** @returns up to 1,000 tickets; what changed in the last minute is not among them yet */
  async function page(
    from: { cursor: string } | { startTime: Date },
    lane: Lane = 'mirror',
  ): Promise<ExportedPage> {
    const url = new URL('/api/v2/incremental/tickets/cursor.json', origin);
    if ('cursor' in from) url.searchParams.set('cursor', from.cursor);
    else url.searchParams.set('start_time', String(startSecond(from.startTime, now())));
    const { json } = await transport.send({ lane, method: 'GET', url: url.href });
    const body = readShape(ticketExportBody, json, 'an export');
    return {
      tickets: readSnapshots(body.tickets, fieldIds, log),
      cursor: body.after_cursor ?? null,
      endOfStream: body.end_of_stream,
    };
  }

  return { page };
}

function startSecond(startTime: Date, now: Date): number {
  const latest = Math.floor(now.getTime() / 1000) - YOUNGEST_START;
  return Math.min(Math.floor(startTime.getTime() / 1000), latest);
}
