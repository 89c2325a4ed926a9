import type { Ticket, User } from '../records';
import type { State } from '../state';
import { presentCustomFields, presentTicketVia } from './ticket';

/**
 * A ticket as its requester sees it: no tags, no external id, and only the fields shown in the portal.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-requests/#json-format
 */
export function presentRequest(state: State, origin: string, ticket: Ticket, viewer: User) {
  const fields = presentCustomFields(state, ticket).filter(
    ({ id }) => state.ticketFields.get(id)?.visibleInPortal,
  );
  return {
    url: `${origin}/api/v2/requests/${ticket.id}.json`,
    id: ticket.id,
    status: ticket.status,
    priority: ticket.priority,
    type: ticket.type,
    subject: ticket.subject,
    description: ticket.description,
    organization_id: ticket.organizationId,
    via: presentTicketVia(state, ticket),
    custom_fields: fields,
    requester_id: ticket.requesterId,
    collaborator_ids: ticket.emailCcIds,
    email_cc_ids: ticket.emailCcIds,
    is_public: ticket.isPublic,
    due_at: ticket.dueAt,
    can_be_solved_by_me: canBeSolvedBy(ticket, viewer),
    created_at: ticket.createdAt,
    updated_at: ticket.updatedAt,
    recipient: null,
    followup_source_id: ticket.followupSourceId,
    assignee_id: ticket.assigneeId,
    group_id: ticket.groupId,
    ticket_form_id: ticket.ticketFormId,
    custom_status_id: ticket.customStatusId,
    fields,
  };
}

/**
 * Only the requester solves, only an assigned ticket, and never a problem.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-requests/#update-request
 */
export function canBeSolvedBy(ticket: Ticket, viewer: User): boolean {
  const working = ticket.status !== 'solved' && ticket.status !== 'closed';
  const solvable = ticket.assigneeId !== null && ticket.type !== 'problem';
  return working && solvable && ticket.requesterId === viewer.id;
}
