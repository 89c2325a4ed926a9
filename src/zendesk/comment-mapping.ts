import { ticketComment, type WireAttachment, type WireComment } from './wire/ticket-comment';
import type { CommentAttachment, PublicComment } from './ticket-mapping';
import type { WireAudit } from './wire/ticket-audit';
import type { WireUser } from './wire/user';

/**
 * Lets a comment out only when `public` is strictly `true`: an odd value is a note until proven
 * otherwise.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/#json-format
 */
export function toPublicComments(
  comments: readonly WireComment[],
  users: readonly WireUser[],
): PublicComment[] {
  const byId = new Map(users.map((user) => [user.id, user]));
  return comments
    .filter((comment) => comment.public === true)
    .map((comment) => toPublicComment(comment, byId.get(comment.author_id)));
}

/** @returns the public comment an audit of a write carries, or null when it made none */
export function toAuditedComment(audit: WireAudit | null | undefined): PublicComment | null {
  const event = audit?.events.find((each) => each.type === 'Comment');
  if (!audit || !event) return null;
  const read = ticketComment.safeParse({
    author_id: audit.author_id,
    ...event,
    created_at: audit.created_at,
  });
  return (read.success && toPublicComments([read.data], [])[0]) || null;
}

/** @returns whether the audit was made by this intent of ours */
export function isMadeBy(audit: WireAudit, intentId: string): boolean {
  return audit.metadata?.custom?.portal_intent === intentId;
}

/** @returns whether the audit's write brought the ticket to `solved` */
export function hasSolved(audit: WireAudit): boolean {
  return audit.events.some(
    ({ type, field_name: field, value }) =>
      type === 'Change' && field === 'status' && value === 'solved',
  );
}

/** @returns whether the role works for support; null when Zendesk did not tell */
export function isSupport(role: string | null | undefined): boolean | null {
  return role ? role !== 'end-user' : null;
}

function toPublicComment(comment: WireComment, author: WireUser | undefined): PublicComment {
  return {
    id: comment.id,
    authorId: comment.author_id,
    authorName: author?.name ?? null,
    fromSupport: isSupport(author?.role),
    text: comment.body ?? '',
    createdAt: new Date(comment.created_at),
    attachments: (comment.attachments ?? []).map(toCommentAttachment),
  };
}

function toCommentAttachment(wire: WireAttachment): CommentAttachment {
  return {
    id: wire.id,
    name: wire.file_name,
    contentType: wire.content_type ?? 'application/octet-stream',
    size: wire.size ?? 0,
    contentUrl: wire.content_url,
  };
}
