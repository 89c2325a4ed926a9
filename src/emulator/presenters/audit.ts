import type { Audit, AuditEvent, RuleVia } from '../records';
import type { State } from '../state';
import { presentCommentText, systemMetadata } from './comment';
import { presentVia } from './via';

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_audits/#json-format */
export function presentAudit(state: State, origin: string, audit: Audit) {
  return {
    id: audit.id,
    ticket_id: audit.ticketId,
    created_at: audit.createdAt,
    author_id: audit.authorId,
    metadata: { system: systemMetadata, custom: audit.custom },
    events: audit.events.map((event) => presentEvent(state, origin, audit, event)),
    via: audit.rule ? presentRuleVia(audit.rule) : presentVia(audit),
  };
}

function presentEvent(state: State, origin: string, audit: Audit, event: AuditEvent) {
  if (event.type === 'Comment') {
    const comment = state.comments.get(audit.ticketId)?.find(({ id }) => id === event.commentId);
    return {
      id: event.id,
      type: 'Comment',
      ...(comment && presentCommentText(state, origin, comment)),
    };
  }
  const via = event.via && { via: presentRuleVia(event.via) };
  if (event.type === 'Notification') {
    const { id, type, subject, body, recipientIds } = event;
    return { id, type, ...via, subject, body, recipients: recipientIds };
  }
  if (event.type === 'External') {
    const { id, type, resource, body } = event;
    return { id, type, ...via, resource, body, success: null };
  }
  const field = {
    id: event.id,
    type: event.type,
    field_name: event.field,
    value: asText(event.value),
    ...via,
  };
  return event.type === 'Change' ? { ...field, previous_value: asText(event.previous) } : field;
}

/** The rule as it was when it fired. */
function presentRuleVia({ id, title, revisionId, rel }: RuleVia) {
  const from = { deleted: false, title, id, revision_id: revisionId };
  return { channel: 'rule', source: { from, to: {}, rel } };
}

/** Audits write numbers as strings and leave lists as they are. */
function asText(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : (value ?? null);
}
