import type { Audit, AuditEvent, RuleVia, Ticket, User } from '../records';
import { nextId, type State } from '../state';
import { eventsOf } from '../webhooks/ticket-events';
import type { World } from '../world';
import { deliverNotices } from './business/deliver-notices';
import type { Firing, Notice } from './business/fire-rule';
import type { Occasion, Update } from './business/occasion';
import { runTriggers } from './business/run-triggers';
import { metricsAfter } from './business/ticket-metrics';
import type { CommentDraft } from './ticket-comment';

/** What becomes visible together: the ticket, its comment and the audit that tells of both. */
export interface Storing {
  before: Ticket | undefined;
  draft: Ticket;
  comment: CommentDraft | undefined;
  actorId: number;
  custom?: Record<string, unknown>;
  channel?: Audit['channel'];
  /** The automation that changes the ticket, and what it has to tell. */
  rule?: { via: RuleVia; notices: Notice[] };
  /** Triggers look at everything but what the system does by itself. */
  withoutTriggers?: boolean;
  mail?: Audit['mail'];
}

/** What brought a change here; nothing said means the API. */
export type Origin = Pick<Storing, 'channel' | 'mail'>;

/**
 * Stores a settled draft and what the triggers make of it. A change of nothing stores nothing, runs
 * no trigger and moves no time.
 * @returns the ticket as stored and its audit
 */
export function storeTicket(world: World, storing: Storing): { ticket: Ticket; audit: Audit } {
  const { state, clock } = world;
  const { before, draft, comment, actorId, rule } = storing;
  const audit: Audit = {
    id: nextId(state),
    ticketId: draft.id,
    authorId: actorId,
    custom: storing.custom ?? {},
    channel: storing.channel ?? 'api',
    ...(rule && { rule: rule.via }),
    ...(storing.mail && { mail: storing.mail }),
    events: [],
    createdAt: clock.stamp(),
  };
  if (comment) audit.events.push(storeComment(state, draft, comment, audit));
  audit.events.push(...fieldEvents(state, before, draft, rule?.via));
  audit.events.push(...noticeEvents(state, rule?.notices ?? []));
  const isRescheduled = before?.scheduleId !== draft.scheduleId;
  if (before && audit.events.length === 0 && !isRescheduled) return { ticket: before, audit };

  const update: Update = {
    type: before ? 'Change' : 'Create',
    comment,
    actor: state.users.get(actorId),
    channel: audit.channel,
  };
  const author = comment && state.users.get(comment.authorId);
  const occasionOf = occasionsOf(world, { before, update, author });
  const firings =
    storing.withoutTriggers || before?.status === 'closed'
      ? []
      : runTriggers(occasionOf(draft), occasionOf);
  for (const firing of firings) audit.events.push(...firingEvents(state, firing));

  const ticket = firings.at(-1)?.after ?? draft;
  ticket.metrics = occasionOf(ticket).metrics;
  ticket.updatedAt = audit.createdAt;
  ticket.generatedTimestamp = Math.floor(clock.now() / 1000);
  if (ticket.status === 'solved' && before?.status !== 'solved') ticket.solvedAt = audit.createdAt;
  state.tickets.set(ticket.id, ticket);
  const audits = state.audits.get(ticket.id) ?? [];
  audits.push(audit);
  state.audits.set(ticket.id, audits);
  world.changed();
  world.webhooks.announce(ticket, eventsOf(state, { before, audit }));
  const notices = [...(rule?.notices ?? []), ...firings.flatMap((firing) => firing.notices)];
  deliverNotices(world, ticket, update, notices);
  return { ticket, audit };
}

interface Setting {
  before: Ticket | undefined;
  update: Update;
  author: User | undefined;
}

/** @returns what makes, of each state of the draft, something triggers can judge */
function occasionsOf({ state, clock }: World, { before, update, author }: Setting) {
  const now = clock.now();
  const stamp = clock.stamp();
  return (ticket: Ticket): Occasion => ({
    ...{ state, now, ticket, before, update, viewer: update.actor },
    metrics: metricsAfter({ before, after: ticket, update, author, stamp }),
  });
}

function firingEvents(state: State, { before, after, via, notices }: Firing): AuditEvent[] {
  return [...fieldEvents(state, before, after, via), ...noticeEvents(state, notices)];
}

function noticeEvents(state: State, notices: readonly Notice[]): AuditEvent[] {
  return notices.map((notice): AuditEvent => {
    const id = nextId(state);
    const { via } = notice;
    if (notice.kind === 'call') {
      const body = typeof notice.body === 'string' ? notice.body : JSON.stringify(notice.body);
      return { id, type: 'External', resource: notice.webhookId, body, via };
    }
    const { subject, body, recipientIds } = notice;
    return { id, type: 'Notification', subject, body, recipientIds, via };
  });
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

function fieldEvents(
  state: State,
  before: Ticket | undefined,
  after: Ticket,
  via?: RuleVia,
): AuditEvent[] {
  const old = before ? auditedFields(before) : {};
  return Object.entries(auditedFields(after)).flatMap(([field, value]): AuditEvent[] => {
    const previous = old[field] ?? null;
    if (JSON.stringify(previous) === JSON.stringify(value)) return [];
    const told = { id: nextId(state), field, value, ...(via && { via }) };
    return before ? [{ ...told, type: 'Change', previous }] : [{ ...told, type: 'Create' }];
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
    satisfaction_score: ticket.rating?.score ?? null,
    satisfaction_comment: ticket.rating?.comment ?? null,
    ...ticket.customFields,
  };
}

function emptyAsNull<T>(list: T[]): T[] | null {
  return list.length > 0 ? list : null;
}
