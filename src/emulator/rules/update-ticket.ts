import { ApiError, invalidField, parameterMissing } from '../errors';
import type { TicketParams } from '../params/ticket-params';
import type { Audit, Ticket, User } from '../records';
import type { World } from '../world';
import { storeTicket, type Origin } from './store-ticket';
import { draftComment } from './ticket-comment';
import { settlePlainFields, settleTagsAndCustomFields } from './ticket-fields';
import { settlePeople } from './ticket-people';
import { settleStatus } from './ticket-status';

/**
 * Changes a ticket, adds a comment, or both. Nothing is stored unless everything is right;
 * `description` is passed over without a word, as at Zendesk.
 * Throws 409 for an outdated `updated_stamp`, 422 for a closed ticket and for invalid values.
 */
export function updateTicketRecord(
  world: World,
  actor: User,
  before: Ticket,
  params: TicketParams,
  origin: Origin = {},
): { ticket: Ticket; audit: Audit } {
  const { state } = world;
  if (before.status === 'closed') {
    throw invalidField('status', 'closed prevents ticket update');
  }
  refuseOutdated(before, params);
  const draft: Ticket = { ...before, customFields: { ...before.customFields } };
  const requesterId = params.requester_id ?? before.requesterId;
  const requester = state.users.get(requesterId);
  if (!requester) throw invalidField('requester', 'Requester: is invalid');
  const comment = draftComment(world, before, params.comment, actor);
  settlePeople(state, draft, params, requester);
  settlePlainFields(state, draft, params);
  settleTagsAndCustomFields(state, draft, params);
  const wish = { status: params.status, customStatusId: params.custom_status_id };
  settleStatus(state, before, draft, wish, actor);
  return storeTicket(world, {
    before,
    draft,
    comment,
    actorId: actor.id,
    custom: params.metadata ?? {},
    ...origin,
  });
}

/**
 * `safe_update: false` acts like true, so only leaving it out updates without the check.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#protecting-against-ticket-update-collisions
 */
function refuseOutdated(before: Ticket, params: TicketParams): void {
  if (params.safe_update === undefined) return;
  if (!params.updated_stamp) throw parameterMissing('updated_stamp');
  if (Date.parse(params.updated_stamp) >= Date.parse(before.updatedAt)) return;
  throw new ApiError(409, {
    error: 'UpdateConflict',
    description: 'Safe Update prevented the update due to outdated ticket data.',
  });
}
