import { idParam, ok, type Call, type Reply } from '../call';
import { recordNotFound } from '../errors';
import { paginate } from '../pagination';
import { presentRequestComment } from '../presenters/comment';
import { presentUserToEndUser } from '../presenters/user';
import type { Comment } from '../records';
import type { State } from '../state';
import type { World } from '../world';
import { findRequest } from './requests';
import { COMMENT_ORDER } from './ticket-comments';

/** Public ones only. https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-requests/#listing-comments */
export function listRequestComments({ state }: World, call: Call): Reply {
  const { since, role } = call.query;
  const comments = publicComments(state, findRequest(state, call).id)
    .filter(({ createdAt }) => since === undefined || Date.parse(createdAt) >= Date.parse(since))
    .filter(({ authorId }) => role === undefined || roleOf(state, authorId) === role);
  const { items, envelope } = paginate(call, comments, COMMENT_ORDER);
  const authors = [...new Set(items.map(({ authorId }) => authorId))]
    .map((id) => state.users.get(id))
    .filter((user) => user !== undefined);
  return ok({
    comments: items.map((comment) => presentRequestComment(state, call.origin, comment)),
    users: authors.map((user) => presentUserToEndUser(call.origin, user)),
    ...envelope,
  });
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-requests/#getting-comments */
export function showRequestComment({ state }: World, call: Call): Reply {
  const id = idParam(call, 'commentId');
  const comments = publicComments(state, findRequest(state, call).id);
  const comment = comments.find((candidate) => candidate.id === id);
  if (!comment) throw recordNotFound();
  return ok({ comment: presentRequestComment(state, call.origin, comment) });
}

function publicComments(state: State, ticketId: number): Comment[] {
  return (state.comments.get(ticketId) ?? []).filter((comment) => comment.public);
}

function roleOf(state: State, userId: number): 'agent' | 'end_user' {
  return state.users.get(userId)?.role === 'end-user' ? 'end_user' : 'agent';
}
