import type { Ticket, User } from '../records';
import type { State } from '../state';

/**
 * Requesters and people in copy see a request; colleagues too when the organization shares its tickets
 * or the person is allowed to see the organization's. Wholly internal and deleted tickets are nobody's.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-requests/
 */
export function maySee(state: State, user: User, ticket: Ticket): boolean {
  if (ticket.deleted) return false;
  if (user.role !== 'end-user') return true;
  if (!ticket.isPublic) return false;
  return takesPart(user, ticket) || sharesOrganization(state, user, ticket, 'sharedTickets');
}

/** Colleagues may reply only when the organization shares its comments. */
export function mayComment(state: State, user: User, ticket: Ticket): boolean {
  if (user.role !== 'end-user' || takesPart(user, ticket)) return true;
  return sharesOrganization(state, user, ticket, 'sharedComments');
}

function takesPart(user: User, ticket: Ticket): boolean {
  return ticket.requesterId === user.id || ticket.emailCcIds.includes(user.id);
}

function sharesOrganization(
  state: State,
  user: User,
  ticket: Ticket,
  right: 'sharedTickets' | 'sharedComments',
): boolean {
  if (ticket.organizationId === null) return false;
  const isMember = [...state.memberships.values()].some(
    (membership) =>
      membership.userId === user.id && membership.organizationId === ticket.organizationId,
  );
  if (!isMember) return false;
  if (right === 'sharedTickets' && user.ticketRestriction === 'organization') return true;
  return state.organizations.get(ticket.organizationId)?.[right] ?? false;
}
