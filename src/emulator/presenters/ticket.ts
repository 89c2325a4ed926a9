import type { Ticket } from '../records';
import type { State } from '../state';
import { presentVia } from './via';

/**
 * A ticket as agents see it, keys in the order of Zendesk's own answers.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#json-format
 */
export function presentTicket(state: State, origin: string, ticket: Ticket) {
  const customFields = presentCustomFields(state, ticket);
  return {
    url: `${origin}/api/v2/tickets/${ticket.id}.json`,
    id: ticket.id,
    external_id: ticket.externalId,
    via: presentTicketVia(state, ticket),
    created_at: ticket.createdAt,
    updated_at: ticket.updatedAt,
    generated_timestamp: ticket.generatedTimestamp,
    type: ticket.type,
    subject: ticket.subject,
    raw_subject: ticket.subject,
    description: ticket.description,
    priority: ticket.priority,
    status: ticket.deleted ? 'deleted' : ticket.status,
    recipient: ticket.recipient ?? null,
    requester_id: ticket.requesterId,
    submitter_id: ticket.submitterId,
    assignee_id: ticket.assigneeId,
    organization_id: ticket.organizationId,
    group_id: ticket.groupId,
    collaborator_ids: [...new Set([...ticket.emailCcIds, ...ticket.followerIds])],
    follower_ids: ticket.followerIds,
    email_cc_ids: ticket.emailCcIds,
    forum_topic_id: null,
    problem_id: ticket.problemId,
    has_incidents: hasIncidents(state, ticket),
    is_public: ticket.isPublic,
    due_at: ticket.dueAt,
    tags: ticket.tags,
    custom_fields: customFields,
    satisfaction_rating: presentRating(ticket),
    sharing_agreement_ids: [],
    custom_status_id: ticket.customStatusId,
    fields: customFields,
    followup_ids: ticket.followupIds,
    ticket_form_id: ticket.ticketFormId,
    brand_id: ticket.brandId,
    allow_channelback: false,
    allow_attachments: true,
    from_messaging_channel: false,
  };
}

/** @returns every custom field of the account with its value; what was never set is null */
export function presentCustomFields(state: State, ticket: Ticket) {
  return [...state.ticketFields.values()]
    .filter((field) => field.removable)
    .map((field) => ({ id: field.id, value: ticket.customFields[field.id] ?? null }));
}

/** Where a ticket came from: the API or a mail, and perhaps a closed ticket it follows up. */
export function presentTicketVia(state: State, ticket: Ticket) {
  const via = presentVia(state.audits.get(ticket.id)?.[0]);
  const source =
    ticket.followupSourceId === null ? undefined : state.tickets.get(ticket.followupSourceId);
  if (!source) return via;
  const followed = {
    ticket_id: source.id,
    subject: source.subject,
    channel: presentVia(state.audits.get(source.id)?.[0]).channel,
  };
  const { from, to } = via.source;
  return { ...via, source: { from: { ...from, ...followed }, to, rel: 'follow_up' } };
}

function presentRating({ rating }: Ticket) {
  if (!rating) return { score: 'unoffered' };
  return { score: rating.score, ...(rating.comment !== null && { comment: rating.comment }) };
}

function hasIncidents(state: State, ticket: Ticket): boolean {
  if (ticket.type !== 'problem') return false;
  return [...state.tickets.values()].some((other) => other.problemId === ticket.id);
}
