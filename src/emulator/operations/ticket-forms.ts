import { created, idParam, noContent, ok, type Call, type Reply } from '../call';
import { invalidAttribute, invalidField, parameterMissing, recordNotFound } from '../errors';
import { readParams } from '../params/read-params';
import { formOrderParams, ticketFormParams } from '../params/ticket-form-params';
import { presentTicketForm } from '../presenters/ticket-form';
import type { TicketForm } from '../records';
import {
  changeTicketFormRecord,
  createTicketFormRecord,
  deleteTicketFormRecord,
} from '../rules/change-ticket-form';
import type { State } from '../state';
import type { World } from '../world';
import { readerOf } from './ticket-fields';

/**
 * End users see the visible and active ones only.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_forms/#list-ticket-forms
 */
export function listTicketForms({ state }: World, call: Call): Reply {
  const { active, end_user_visible: visible } = call.query;
  const forms = [...state.ticketForms.values()]
    .filter((form) => maySee(call, form))
    .filter((form) => active === undefined || form.active === (active === 'true'))
    .filter((form) => visible === undefined || form.endUserVisible === (visible === 'true'));
  if (forms.length === 0 && call.query.fallback_to_default === 'true') {
    forms.push(...[...state.ticketForms.values()].filter(({ isDefault }) => isDefault));
  }
  return list(state, call, forms);
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_forms/#show-ticket-form */
export function showTicketForm({ state }: World, call: Call): Reply {
  const form = find(state, call);
  if (!maySee(call, form)) throw recordNotFound();
  return ok({ ticket_form: presentTicketForm(readerOf(state, call), form) });
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_forms/#create-ticket-form */
export function createTicketForm(world: World, call: Call): Reply {
  const { values, warning } = read(call, 'create');
  const form = createTicketFormRecord(world, values);
  const shown = presentTicketForm(readerOf(world.state, call), form);
  const reply = created({ ticket_form: shown }, shown.url);
  return { ...reply, headers: { ...reply.headers, ...warning } };
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_forms/#update-ticket-form */
export function updateTicketForm(world: World, call: Call): Reply {
  const before = find(world.state, call);
  const { values, warning } = read(call, 'update');
  const form = changeTicketFormRecord(world, before, values);
  const shown = presentTicketForm(readerOf(world.state, call), form);
  return { ...ok({ ticket_form: shown }), headers: warning };
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_forms/#delete-ticket-form */
export function deleteTicketForm(world: World, call: Call): Reply {
  deleteTicketFormRecord(world, find(world.state, call));
  return noContent();
}

/** Every form has to be named. https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_forms/#reorder-ticket-forms */
export function reorderTicketForms(world: World, call: Call): Reply {
  const { ticketForms } = world.state;
  const parsed = formOrderParams.safeParse(call.body);
  if (!parsed.success) {
    const isMissing = !(call.body as Record<string, unknown> | undefined)?.ticket_form_ids;
    if (isMissing) throw parameterMissing('ticket_form_ids');
    throw invalidAttribute('You passed an invalid value for the ticket_form_ids attribute.');
  }
  const ids = [...new Set(parsed.data.ticket_form_ids)];
  const isWhole = ids.length === ticketForms.size && ids.every((id) => ticketForms.has(id));
  if (!isWhole) throw invalidField('ticket_form_ids', 'Ticket forms: name every form once');
  for (const [place, id] of ids.entries()) {
    const form = ticketForms.get(id);
    if (form) ticketForms.set(id, { ...form, position: place + 1 });
  }
  world.changed();
  return list(world.state, call, [...ticketForms.values()]);
}

function list(state: State, call: Call, forms: TicketForm[]): Reply {
  const sorted = [...forms].sort((a, b) => a.position - b.position || a.id - b.id);
  const shown = sorted.map((form) => presentTicketForm(readerOf(state, call), form));
  return ok({ ticket_forms: shown, next_page: null, previous_page: null, count: shown.length });
}

function maySee({ user }: Call, { active, endUserVisible }: TicketForm): boolean {
  return user.role !== 'end-user' || (active && endUserVisible);
}

function read(call: Call, action: string) {
  return readParams(call.body, 'ticket_form', ticketFormParams, `ticket_forms#${action}`);
}

function find(state: State, call: Call): TicketForm {
  const form = state.ticketForms.get(idParam(call));
  if (!form) throw recordNotFound();
  return form;
}
