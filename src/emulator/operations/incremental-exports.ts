import { ok, type Call, type Reply } from '../call';
import { invalidAttribute, parameterMissing } from '../errors';
import { delivered } from '../export-order';
import { linkTo } from '../pagination';
import { presentTicket } from '../presenters/ticket';
import type { World } from '../world';
import { sideload } from './sideloads';

const EXPORT_PAGE = 1_000;
/** What happened in the last minute is withheld, so that nothing late is skipped by a cursor. */
const WITHHELD_SECONDS = 60;

/**
 * Goes by `generated_timestamp`, so a change by the system comes again too; deleted tickets stay in.
 * https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/#incremental-ticket-export-cursor-based
 */
export function incrementalTicketExportCursor(world: World, call: Call): Reply {
  const { state, clock } = world;
  const latest = Math.floor(clock.now() / 1000) - WITHHELD_SECONDS;
  const from = exportStart(call, latest);
  const size = Math.min(Math.max(Number(call.query.per_page) || EXPORT_PAGE, 1), EXPORT_PAGE);
  const waiting = [...state.tickets.values()]
    .filter(({ generatedTimestamp, id }) => isAfter([generatedTimestamp, id], from))
    .filter(({ generatedTimestamp }) => generatedTimestamp <= latest)
    .sort((a, b) => a.generatedTimestamp - b.generatedTimestamp || a.id - b.id);
  const page = waiting.slice(0, size);
  const last = page.at(-1);
  const tickets = delivered(page, world.exportOrder);
  const after = last
    ? writeCursor([last.generatedTimestamp, last.id])
    : (call.query.cursor ?? null);
  return ok({
    tickets: tickets.map((ticket) => presentTicket(state, call.origin, ticket)),
    ...sideload(state, call, tickets),
    after_url: after && linkTo(call, { cursor: after }, ['start_time']),
    after_cursor: after,
    before_url: null,
    before_cursor: null,
    end_of_stream: waiting.length <= size,
  });
}

type Position = [generatedTimestamp: number, ticketId: number];

function exportStart(call: Call, latest: number): Position {
  if (call.query.cursor !== undefined) return readCursor(call.query.cursor);
  const start = call.query.start_time;
  if (start === undefined) throw parameterMissing('start_time');
  if (!/^\d+$/.test(start)) throw invalidAttribute('start_time must be a Unix time in seconds');
  if (Number(start) > latest) {
    throw invalidAttribute('Too recent start_time. Use a start_time older than 60 seconds');
  }
  return [Number(start), -1];
}

function isAfter([time, id]: Position, [fromTime, fromId]: Position): boolean {
  return time > fromTime || (time === fromTime && id > fromId);
}

/** Zendesk's cursors read, decoded, `1576613539.0||467|`. Callers must not read them. */
function writeCursor([time, id]: Position): string {
  return Buffer.from(`${time}.0||${id}|`).toString('base64');
}

function readCursor(text: string): Position {
  const match = /^(\d+)\.0\|\|(\d+)\|$/.exec(Buffer.from(text, 'base64').toString());
  if (!match) throw invalidAttribute('Invalid cursor');
  return [Number(match[1]), Number(match[2])];
}
