import { forbidden, invalidField } from '../errors';
import type { RatingParams } from '../params/rating-params';
import type { Ticket, User } from '../records';
import type { World } from '../world';
import { maySee } from './request-access';
import { storeTicket } from './store-ticket';

/**
 * Keeps what the requester thinks of the help they had; a later rating takes the place of an earlier.
 * https://developer.zendesk.com/api-reference/ticketing/ticket-management/satisfaction_ratings/#create-a-satisfaction-rating
 * Throws 403 for everybody but the requester, an end user, and 422 for a ticket that was never
 * solved or is closed.
 */
export function rateTicket(
  world: World,
  actor: User,
  before: Ticket,
  { score, comment }: RatingParams,
): Ticket {
  const isRequester = actor.role === 'end-user' && actor.id === before.requesterId;
  if (!isRequester || !maySee(world.state, actor, before)) throw forbidden();
  if (before.status === 'closed') throw invalidField('status', 'closed prevents ticket update');
  if (before.solvedAt === null) {
    throw invalidField('base', 'Satisfaction rating: only a solved ticket can be rated');
  }
  const said = comment?.trim() ? comment : null;
  const draft: Ticket = { ...before, rating: { score, comment: said } };
  return storeTicket(world, { before, draft, comment: undefined, actorId: actor.id }).ticket;
}
