import { idParam, ok, type Call, type Reply } from '../call';
import { paginate, type Sortable } from '../pagination';
import { presentComment } from '../presenters/comment';
import { presentUser } from '../presenters/user';
import type { Comment } from '../records';
import type { World } from '../world';
import { findTicket } from './tickets';

export const COMMENT_ORDER: Sortable<Comment> = {
  keys: { created_at: (comment) => comment.createdAt },
  id: (comment) => comment.id,
};

/**
 * Internal notes are in the list like everything else.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/#list-comments
 */
export function listTicketComments({ state }: World, call: Call): Reply {
  const ticket = findTicket(state, idParam(call));
  const comments = state.comments.get(ticket.id) ?? [];
  const { items, envelope } = paginate(call, comments, COMMENT_ORDER);
  const audits = new Map((state.audits.get(ticket.id) ?? []).map((audit) => [audit.id, audit]));
  return ok({
    comments: items.map((comment) =>
      presentComment(state, call.origin, comment, audits.get(comment.auditId)),
    ),
    ...(call.query.include?.split(',').includes('users') && {
      users: [...new Set(items.map(({ authorId }) => authorId))]
        .map((id) => state.users.get(id))
        .filter((user) => user !== undefined)
        .map((user) => presentUser(state, call.origin, user)),
    }),
    ...envelope,
  });
}
