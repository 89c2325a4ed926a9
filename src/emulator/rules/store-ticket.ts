import type { Audit, AuditEvent, Ticket } from '../records';
import { nextId, type State } from '../state';
import { eventsOf } from '../webhooks/ticket-events';
import type { World } from '../world';
import type { CommentDraft } from './ticket-comment';

/** What becomes visible together: the ticket, its comment and the audit that tells of both. */
export interface Storing {
  before: Ticket | undefined;
  draft: Ticket;
  comment: CommentDraft | undefined;
  actorId: number;
  custom?: Record<string, unknown>;
  channel?: Audit['channel'];
}

/**
 * Stores a settled draft. A change of nothing stores nothing and moves no time.
 * @returns the ticket as stored and its audit
 */
export function storeTicket(world: World, storing: Storing): { ticket: Ticket; audit: Audit } {
  const { state, clock } = world;
  const { before, draft, comment, actorId } = storing;
  const audit: Audit = {
    id: nextId(state),
    ticketId: draft.id,
    authorId: actorId,
    custom: storing.custom ?? {},
    channel: storing.channel ?? 'api',
    events: [],
    createdAt: clock.stamp(),
  };
  if (comment) audit.events.push(storeComment(state, draft, comment, audit));
  audit.events.push(...fieldEvents(state, before, draft));
  if (before && audit.events.length === 0) return { ticket: before, audit };

  draft.updatedAt = audit.createdAt;
  draft.generatedTimestamp = Math.floor(clock.now() / 1000);
  if (draft.status === 'solved' && before?.status !== 'solved') draft.solvedAt = audit.createdAt;
  state.tickets.set(draft.id, draft);
  const audits = state.audits.get(draft.id) ?? [];
  audits.push(audit);
  state.audits.set(draft.id, audits);
  world.changed();
  world.webhooks.announce(draft, eventsOf(state, { before, audit }));
  return { ticket: draft, audit };
}

function storeComment(
  state: State,
  draft: Ticket,
  comment: CommentDraft,
  audit: Audit,
): AuditEvent {
  const { uploadTokens, ...written } = comment;
  for (const token of uploadTokens) state.uploads.delete(token);
  const stored = { id: nextId(state), ...written, auditId: audit.id, createdAt: audit.createdAt };
  const comments = state.comments.get(draft.id) ?? [];
  comments.push(stored);
  state.comments.set(draft.id, comments);
  draft.isPublic ||= comment.public;
  return { id: stored.id, type: 'Comment', commentId: stored.id };
}

function fieldEvents(state: State, before: Ticket | undefined, after: Ticket): AuditEvent[] {
  const old = before ? auditedFields(before) : {};
  return Object.entries(auditedFields(after)).flatMap(([field, value]): AuditEvent[] => {
    const previous = old[field] ?? null;
    if (JSON.stringify(previous) === JSON.stringify(value)) return [];
    const id = nextId(state);
    return before
      ? [{ id, type: 'Change', field, value, previous }]
      : [{ id, type: 'Create', field, value }];
  });
}

function auditedFields(ticket: Ticket): Record<string, unknown> {
  return {
    subject: ticket.subject,
    requester_id: ticket.requesterId,
    status: ticket.status,
    custom_status_id: ticket.customStatusId,
    priority: ticket.priority,
    type: ticket.type,
    assignee_id: ticket.assigneeId,
    group_id: ticket.groupId,
    organization_id: ticket.organizationId,
    ticket_form_id: ticket.ticketFormId,
    brand_id: ticket.brandId,
    external_id: ticket.externalId,
    due_at: ticket.dueAt,
    problem_id: ticket.problemId,
    email_cc_ids: emptyAsNull(ticket.emailCcIds),
    follower_ids: emptyAsNull(ticket.followerIds),
    tags: emptyAsNull(ticket.tags),
    ...ticket.customFields,
  };
}

function emptyAsNull<T>(list: T[]): T[] | null {
  return list.length > 0 ? list : null;
}
