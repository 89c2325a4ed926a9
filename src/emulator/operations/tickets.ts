import { created, idParam, noContent, ok, type Call, type Reply } from '../call';
import { recordNotFound } from '../errors';
import { paginate, type Sortable } from '../pagination';
import { readParams } from '../params/read-params';
import { ticketParams } from '../params/ticket-params';
import { presentAudit } from '../presenters/audit';
import { presentTicket } from '../presenters/ticket';
import { STATUSES, type Ticket } from '../records';
import { createTicketRecord } from '../rules/create-ticket';
import { onlyOnce } from '../rules/idempotency';
import { updateTicketRecord } from '../rules/update-ticket';
import type { State } from '../state';
import { deletion } from '../webhooks/ticket-events';
import type { World } from '../world';
import { sideload } from './sideloads';
import { readIds } from './show-many';

const TICKET_ORDER: Sortable<Ticket> = {
  keys: {
    id: (ticket) => ticket.id,
    created_at: (ticket) => ticket.createdAt,
    updated_at: (ticket) => ticket.updatedAt,
    status: (ticket) => STATUSES.indexOf(ticket.status),
  },
  id: (ticket) => ticket.id,
};

/** https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#create-ticket */
export function createTicket(world: World, call: Call): Reply {
  return onlyOnce(world, call, () => {
    const { values, warning } = readParams(call.body, 'ticket', ticketParams, 'tickets#create');
    const { ticket, audit } = createTicketRecord(world, call.user, values);
    const body = {
      ticket: { ...presentTicket(world.state, call.origin, ticket), generated_timestamp: 0 },
      audit: presentAudit(world.state, call.origin, audit),
    };
    const reply = created(body, body.ticket.url);
    return { ...reply, headers: { ...reply.headers, ...warning } };
  });
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#update-ticket */
export function updateTicket(world: World, call: Call): Reply {
  const before = findTicket(world.state, idParam(call));
  const { values, warning } = readParams(call.body, 'ticket', ticketParams, 'tickets#update');
  const { ticket, audit } = updateTicketRecord(world, call.user, before, values);
  const body = {
    ticket: presentTicket(world.state, call.origin, ticket),
    audit: presentAudit(world.state, call.origin, audit),
  };
  return { ...ok(body), headers: warning };
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#show-ticket */
export function showTicket({ state }: World, call: Call): Reply {
  const ticket = findTicket(state, idParam(call));
  return ok({
    ticket: presentTicket(state, call.origin, ticket),
    ...sideload(state, call, [ticket]),
  });
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#list-tickets */
export function listTickets({ state }: World, call: Call): Reply {
  const externalId = call.query.external_id;
  const tickets = [...state.tickets.values()]
    .filter((ticket) => !ticket.deleted)
    .filter((ticket) => externalId === undefined || ticket.externalId === externalId);
  const { items, envelope } = paginate(call, tickets, TICKET_ORDER);
  return ok({
    tickets: items.map((ticket) => presentTicket(state, call.origin, ticket)),
    ...sideload(state, call, items),
    ...envelope,
  });
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#show-multiple-tickets */
export function showManyTickets({ state }: World, call: Call): Reply {
  const wanted = new Set(readIds(call, 'ids'));
  const tickets = [...state.tickets.values()].filter(
    (ticket) => wanted.has(String(ticket.id)) && !ticket.deleted,
  );
  return ok({
    tickets: tickets.map((ticket) => presentTicket(state, call.origin, ticket)),
    ...sideload(state, call, tickets),
    next_page: null,
    previous_page: null,
    count: tickets.length,
  });
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#delete-ticket */
export function deleteTicket(world: World, call: Call): Reply {
  const ticket = findTicket(world.state, idParam(call));
  const deleted = {
    ...ticket,
    deleted: true,
    updatedAt: world.clock.stamp(),
    generatedTimestamp: Math.floor(world.clock.now() / 1000),
  };
  world.state.tickets.set(ticket.id, deleted);
  world.changed();
  world.webhooks.announce(deleted, [deletion(call.user)]);
  return noContent();
}

/** @returns the ticket, unless it is unknown or deleted: 404 */
export function findTicket(state: State, id: number): Ticket {
  const ticket = state.tickets.get(id);
  if (!ticket || ticket.deleted) throw recordNotFound();
  return ticket;
}
