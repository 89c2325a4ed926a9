import { idParam, ok, type Call, type Reply } from '../call';
import { recordNotFound } from '../errors';
import { restoration } from '../webhooks/ticket-events';
import type { World } from '../world';

/** https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#restore-a-previously-deleted-ticket */
export function restoreDeletedTicket(world: World, call: Call): Reply {
  const deleted = world.state.tickets.get(idParam(call));
  if (!deleted?.deleted) throw recordNotFound();
  const ticket = {
    ...deleted,
    deleted: false,
    updatedAt: world.clock.stamp(),
    generatedTimestamp: Math.floor(world.clock.now() / 1000),
  };
  world.state.tickets.set(ticket.id, ticket);
  world.changed();
  world.webhooks.announce(ticket, [restoration(call.user)]);
  return ok({});
}
