import { ok, type Call, type Reply } from '../call';
import { paginate, type Sortable } from '../pagination';
import { presentTicket } from '../presenters/ticket';
import { presentColumn, presentView } from '../presenters/view';
import type { Ticket, View } from '../records';
import { cellOf, ticketsOfView } from '../rules/view-tickets';
import type { State } from '../state';
import type { World } from '../world';
import { sideload } from './sideloads';
import { readerOf } from './ticket-fields';
import { findView } from './views';

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/views/#list-tickets-from-a-view */
export function listTicketsFromView(world: World, call: Call): Reply {
  const { state } = world;
  const { items, envelope } = page(world, call, findView(state, call));
  return ok({
    tickets: items.map((ticket) => presentTicket(state, call.origin, ticket)),
    ...sideload(state, call, items),
    ...envelope,
  });
}

/** Rows hold the cells of the view's columns. https://developer.zendesk.com/api-reference/ticketing/business-rules/views/#execute-view */
export function executeView(world: World, call: Call): Reply {
  const { state } = world;
  const view = findView(state, call);
  const reader = readerOf(state, call);
  const { items, envelope } = page(world, call, view);
  return ok({
    rows: items.map((ticket) => presentRow(state, call, view, ticket)),
    columns: view.columns.map((column) => presentColumn(reader, column)),
    groups: [],
    view: presentView(reader, view),
    ...envelope,
  });
}

/** Always fresh here. https://developer.zendesk.com/api-reference/ticketing/business-rules/views/#count-tickets-in-view */
export function countTicketsInView(world: World, call: Call): Reply {
  const view = findView(world.state, call);
  const value = ticketsOfView(world, view, call.user).length;
  const url = `${call.origin}/api/v2/views/${view.id}/count.json`;
  const pretty = String(value);
  return ok({ view_count: { url, view_id: view.id, value, pretty, fresh: true } });
}

/** The view's own order is the only one here. */
function page(world: World, call: Call, view: View) {
  const tickets = ticketsOfView(world, view, call.user);
  const place = new Map(tickets.map(({ id }, index) => [id, index]));
  const order: Sortable<Ticket> = {
    keys: { place: ({ id }) => place.get(id) ?? 0 },
    id: ({ id }) => id,
  };
  const query = Object.entries(call.query).filter(([key]) => !key.startsWith('sort'));
  return paginate({ ...call, query: Object.fromEntries(query) }, tickets, order);
}

function presentRow(state: State, call: Call, { columns }: View, ticket: Ticket) {
  const cells = columns.map((column) => [column, cellOf(state, column, ticket)] as const);
  const { id, subject, description, status, type, priority } = ticket;
  const url = `${call.origin}/api/v2/tickets/${id}.json`;
  return {
    ...Object.fromEntries(cells),
    ticket: { url, id, subject, description, status, type, priority },
  };
}
