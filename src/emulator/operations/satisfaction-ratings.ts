import { idParam, ok, type Call, type Reply } from '../call';
import { ratingParams } from '../params/rating-params';
import { readParams } from '../params/read-params';
import { rateTicket } from '../rules/rate-ticket';
import type { World } from '../world';
import { findTicket } from './tickets';

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/satisfaction_ratings/#create-a-satisfaction-rating */
export function createSatisfactionRating(world: World, call: Call): Reply {
  const before = findTicket(world.state, idParam(call));
  const { values, warning } = readParams(
    call.body,
    'satisfaction_rating',
    ratingParams,
    'satisfaction_ratings#create',
  );
  const { rating, ...ticket } = rateTicket(world, call.user, before, values);
  const shown = {
    ticket_id: ticket.id,
    requester_id: ticket.requesterId,
    assignee_id: ticket.assigneeId,
    group_id: ticket.groupId,
    score: rating?.score,
    comment: rating?.comment ?? null,
    updated_at: ticket.updatedAt,
  };
  return { ...ok({ satisfaction_rating: shown }), headers: warning };
}
