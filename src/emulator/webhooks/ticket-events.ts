import { randomUUID } from 'node:crypto';
import type { Audit, AuditEvent, Ticket, User } from '../records';
import type { State } from '../state';

/** One thing that happened to a ticket. */
export interface TicketEvent {
  type: string;
  actorId: number;
  /** What stands under `event`. */
  event: Record<string, unknown>;
}

const named = (name: string) => `zen:event-type:ticket.${name}`;

/**
 * The event of each audited field; custom fields share one.
 * https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events/
 */
const FIELD_EVENTS: Record<string, string> = {
  subject: named('subject_changed'),
  requester_id: named('requester_changed'),
  status: named('status_changed'),
  custom_status_id: named('custom_status_changed'),
  priority: named('priority_changed'),
  type: named('type_changed'),
  assignee_id: named('agent_assignment_changed'),
  group_id: named('group_assignment_changed'),
  organization_id: named('organization_changed'),
  ticket_form_id: named('form_changed'),
  brand_id: named('brand_changed'),
  external_id: named('external_id_changed'),
  due_at: named('task_due_at_changed'),
  problem_id: named('problem_link_changed'),
  email_cc_ids: named('email_ccs_changed'),
  follower_ids: named('followers_changed'),
  tags: named('tags_changed'),
};
/** Ratings have no ticket event. */
const UNTOLD = ['satisfaction_score', 'satisfaction_comment'];
const CREATED = named('created');
const COMMENT_ADDED = named('comment_added');
const CUSTOM_FIELD_CHANGED = named('custom_field_changed');
const SOFT_DELETED = named('soft_deleted');
const UNDELETED = named('undeleted');
const MERGED = named('merged');

/** @returns what an audit tells, one event for each change; a new ticket is one event */
export function eventsOf(
  state: State,
  { before, audit }: { before: Ticket | undefined; audit: Audit },
): TicketEvent[] {
  const { authorId: actorId } = audit;
  if (!before) return [{ type: CREATED, actorId, event: {} }];
  return audit.events
    .filter((entry) => entry.type !== 'Notification' && entry.type !== 'External')
    .filter((entry) => !('field' in entry && UNTOLD.includes(entry.field)))
    .map((entry) => ({ actorId, ...toEvent(state, audit.ticketId, entry) }));
}

/** @returns the event of a ticket moved to the deleted ones */
export function deletion(actor: User): TicketEvent {
  return { type: SOFT_DELETED, actorId: actor.id, event: {} };
}

/** @returns the event of a ticket taken back from the deleted ones */
export function restoration(actor: User): TicketEvent {
  return { type: UNDELETED, actorId: actor.id, event: {} };
}

/** @returns the event of a ticket that was merged into another */
export function merging(actor: User, target: Ticket): TicketEvent {
  return { type: MERGED, actorId: actor.id, event: { target_ticket_id: String(target.id) } };
}

function toEvent(
  state: State,
  ticketId: number,
  entry: Exclude<AuditEvent, { type: 'Notification' | 'External' }>,
): Pick<TicketEvent, 'type' | 'event'> {
  if (entry.type === 'Comment') {
    return { type: COMMENT_ADDED, event: { comment: commentOf(state, ticketId, entry.commentId) } };
  }
  const previous = 'previous' in entry ? entry.previous : null;
  const { field, value: current } = entry;
  const type = FIELD_EVENTS[field];
  if (!type) {
    const kind = state.ticketFields.get(Number(field))?.type ?? null;
    return {
      type: CUSTOM_FIELD_CHANGED,
      event: { current, previous, field: { id: field, type: kind } },
    };
  }
  if (field === 'tags') return { type, event: tagChanges(previous, current) };
  return { type, event: { current: shown(field, current), previous: shown(field, previous) } };
}

function commentOf(state: State, ticketId: number, commentId: number) {
  const comment = state.comments.get(ticketId)?.find(({ id }) => id === commentId);
  const author = state.users.get(comment?.authorId ?? 0);
  return {
    id: String(commentId),
    body: comment?.body ?? '',
    is_public: comment?.public ?? false,
    author: {
      id: String(author?.id),
      name: author?.name,
      is_staff: author?.role !== 'end-user',
    },
  };
}

function tagChanges(previous: unknown, current: unknown) {
  const [old, now] = [previous, current].map((tags) => (tags ?? []) as string[]) as [
    string[],
    string[],
  ];
  return {
    tags_added: now.filter((tag) => !old.includes(tag)),
    tags_removed: old.filter((tag) => !now.includes(tag)),
  };
}

/** Enumerations come in capitals and ids as text. */
function shown(field: string, value: unknown): unknown {
  if (['status', 'priority', 'type'].includes(field)) {
    return typeof value === 'string' ? value.toUpperCase() : value;
  }
  return typeof value === 'number' ? String(value) : value;
}

/**
 * @param stamp now, as Zendesk writes time
 * @returns the body of one call
 */
export function eventBody(ticket: Ticket, { type, actorId, event }: TicketEvent, stamp: string) {
  const id = (value: number | null) => (value === null ? null : String(value));
  return {
    account_id: 1_000_001,
    detail: {
      actor_id: id(actorId),
      assignee_id: id(ticket.assigneeId),
      brand_id: id(ticket.brandId),
      created_at: ticket.createdAt,
      custom_status: id(ticket.customStatusId),
      description: ticket.description,
      external_id: ticket.externalId,
      form_id: id(ticket.ticketFormId),
      group_id: id(ticket.groupId),
      id: id(ticket.id),
      is_public: ticket.isPublic,
      organization_id: id(ticket.organizationId),
      priority: ticket.priority?.toUpperCase() ?? null,
      requester_id: id(ticket.requesterId),
      status: ticket.status.toUpperCase(),
      subject: ticket.subject,
      submitter_id: id(ticket.submitterId),
      tags: ticket.tags,
      type: ticket.type?.toUpperCase() ?? null,
      updated_at: ticket.updatedAt,
      via: { channel: 'web_service' },
    },
    event,
    id: randomUUID(),
    subject: `zen:ticket:${ticket.id}`,
    time: stamp,
    type,
    zendesk_event_version: '2022-11-06',
  };
}
