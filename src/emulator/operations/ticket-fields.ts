import { created, idParam, noContent, ok, type Call, type Reply } from '../call';
import { recordNotFound } from '../errors';
import { LOCALES } from '../locales';
import { paginate } from '../pagination';
import { readParams } from '../params/read-params';
import { changedTicketFieldParams, newTicketFieldParams } from '../params/ticket-field-params';
import { presentTicketField, type Reader } from '../presenters/ticket-field';
import type { TicketField } from '../records';
import {
  changeTicketFieldRecord,
  createTicketFieldRecord,
  deleteTicketFieldRecord,
} from '../rules/change-ticket-field';
import type { State } from '../state';
import type { World } from '../world';

/**
 * By id where it is paged by cursor; all at once, by position, where it is not paged.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#list-ticket-fields
 */
export function listTicketFields({ state }: World, call: Call): Reply {
  const reader = readerOf(state, call);
  const show = (field: TicketField) => ({
    ...presentTicketField(reader, field),
    title_in_portal: presentTicketField(forcedLocale(reader, call), field).title_in_portal,
  });
  const fields = [...state.ticketFields.values()];
  const isPaged = Object.keys(call.query).some((key) => /^(page|per_page)\b/.test(key));
  if (isPaged) {
    const order = { keys: { id: ({ id }: TicketField) => id }, id: ({ id }: TicketField) => id };
    const { items, envelope } = paginate(call, fields, order);
    return ok({ ticket_fields: items.map(show), ...envelope });
  }
  fields.sort((a, b) => a.position - b.position || a.id - b.id);
  const links = { next_page: null, previous_page: null, count: fields.length };
  return ok({ ticket_fields: fields.map(show), ...links });
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#show-ticket-field */
export function showTicketField({ state }: World, call: Call): Reply {
  const field = findTicketField(state, call);
  return ok({ ticket_field: presentTicketField(readerOf(state, call), field) });
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#create-ticket-field */
export function createTicketField(world: World, call: Call): Reply {
  const { values, warning } = readParams(
    call.body,
    'ticket_field',
    newTicketFieldParams,
    'ticket_fields#create',
  );
  const field = createTicketFieldRecord(world, values.type, values);
  const shown = presentTicketField(readerOf(world.state, call), field);
  const reply = created({ ticket_field: shown }, shown.url);
  return { ...reply, headers: { ...reply.headers, ...warning } };
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#update-ticket-field */
export function updateTicketField(world: World, call: Call): Reply {
  const before = findTicketField(world.state, call);
  const { values, warning } = readParams(
    call.body,
    'ticket_field',
    changedTicketFieldParams,
    'ticket_fields#update',
  );
  const field = changeTicketFieldRecord(world, before, values);
  const shown = presentTicketField(readerOf(world.state, call), field);
  return { ...ok({ ticket_field: shown }), headers: warning };
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#delete-ticket-field */
export function deleteTicketField(world: World, call: Call): Reply {
  deleteTicketFieldRecord(world, findTicketField(world.state, call));
  return noContent();
}

/** @returns the field of the address. Throws 404. */
export function findTicketField(state: State, call: Call): TicketField {
  const field = state.ticketFields.get(idParam(call));
  if (!field) throw recordNotFound();
  return field;
}

/** @returns for whom the caller's answer is written */
export function readerOf(state: State, call: Call): Reader {
  return { state, origin: call.origin, localeId: call.user.localeId };
}

/** `?locale=es` is for the portal's titles only. */
function forcedLocale(reader: Reader, call: Call): Reader {
  const wanted = LOCALES.find(({ locale }) => locale === call.query.locale);
  return wanted ? { ...reader, localeId: wanted.id } : reader;
}
