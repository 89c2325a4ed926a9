import { PRIORITIES, STATUSES, type Ticket, type User, type View } from '../records';
import type { State } from '../state';
import type { World } from '../world';
import { matches } from './business/judge-rule';

/**
 * @param viewer whom `current_user` means
 * @returns the tickets of a view in its order: by group first, where it has groups, then by its sorting
 */
export function ticketsOfView(world: World, view: View, viewer: User): Ticket[] {
  const { state } = world;
  const found = [...state.tickets.values()].filter(
    (ticket) => !ticket.deleted && matches(world, view, ticket, viewer),
  );
  return found.sort(
    (a, b) =>
      compare(state, view.groupBy, view.groupOrder, a, b) ||
      compare(state, view.sortBy, view.sortOrder, a, b) ||
      a.id - b.id,
  );
}

/** @returns what stands in a column of the ticket's row */
export function cellOf(state: State, column: string, ticket: Ticket): string | number | null {
  const cells: Record<string, string | number | null> = {
    assignee: ticket.assigneeId,
    brand: ticket.brandId,
    created: ticket.createdAt,
    custom_status_id: ticket.customStatusId,
    due_date: ticket.dueAt,
    group: ticket.groupId,
    locale_id: state.users.get(ticket.requesterId)?.localeId ?? null,
    nice_id: ticket.id,
    organization: ticket.organizationId,
    priority: ticket.priority,
    requester: ticket.requesterId,
    solved: ticket.solvedAt,
    status: ticket.status,
    subject: ticket.subject,
    submitter: ticket.submitterId,
    ticket_form: ticket.ticketFormId,
    type: ticket.type,
    updated: ticket.updatedAt,
  };
  const custom = ticket.customFields[column];
  return cells[column] ?? (custom === undefined || custom === null ? null : String(custom));
}

function compare(
  state: State,
  column: string | null,
  order: View['sortOrder'],
  a: Ticket,
  b: Ticket,
): number {
  if (column === null) return 0;
  const [one, other] = [rank(state, column, a), rank(state, column, b)];
  const difference = one === other ? 0 : one < other ? -1 : 1;
  return order === 'desc' ? -difference : difference;
}

/** Statuses and priorities go by their own order, all else by its cell. */
function rank(state: State, column: string, ticket: Ticket): string | number {
  if (column === 'status') return STATUSES.indexOf(ticket.status);
  if (column === 'priority') return PRIORITIES.findIndex((word) => word === ticket.priority);
  return cellOf(state, column, ticket) ?? '';
}
