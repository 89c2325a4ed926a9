import type { Audit, AuditEvent } from '../records';
import type { State } from '../state';
import { presentCommentText, systemMetadata } from './comment';

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_audits/#json-format */
export function presentAudit(state: State, origin: string, audit: Audit) {
  return {
    id: audit.id,
    ticket_id: audit.ticketId,
    created_at: audit.createdAt,
    author_id: audit.authorId,
    metadata: { system: systemMetadata, custom: audit.custom },
    events: audit.events.map((event) => presentEvent(state, origin, audit, event)),
    via: { channel: audit.channel, source: { from: {}, to: {}, rel: null } },
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
  const field = {
    id: event.id,
    type: event.type,
    field_name: event.field,
    value: asText(event.value),
  };
  return event.type === 'Change' ? { ...field, previous_value: asText(event.previous) } : field;
}

/** Audits write numbers as strings and leave lists as they are. */
function asText(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : (value ?? null);
}
