import { ok, type Call, type Reply } from '../call';
import { suspendedTickets } from '../mail/suspend';
import { paginate, type Sortable } from '../pagination';
import { presentSuspendedTicket } from '../presenters/suspended-ticket';
import type { SuspendedTicket } from '../records';
import type { World } from '../world';

const SUSPENDED_ORDER: Sortable<SuspendedTicket> = {
  keys: {
    author_email: ({ from }) => from.address,
    cause: ({ causeId }) => causeId,
    created_at: ({ createdAt }) => createdAt,
    subject: ({ subject }) => subject,
  },
  id: ({ id }) => id,
};

/** https://developer.zendesk.com/api-reference/ticketing/tickets/suspended_tickets/#list-suspended-tickets */
export function listSuspendedTickets(world: World, call: Call): Reply {
  const { items, envelope } = paginate(call, suspendedTickets(world), SUSPENDED_ORDER);
  const shown = items.map((one) => presentSuspendedTicket(world.state, call.origin, one));
  return ok({ suspended_tickets: shown, ...envelope });
}
