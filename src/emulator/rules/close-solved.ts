import type { World } from '../world';
import { storeTicket } from './store-ticket';

const DAY_MS = 86_400_000;
const CLOSED_AFTER_DAYS = 28;

/**
 * Closes what has been solved for 28 days, whatever the automations say. Triggers do not see it.
 * https://support.zendesk.com/hc/en-us/articles/4408894213018
 */
export function closeLongSolved(world: World): void {
  const { state, clock } = world;
  for (const ticket of state.tickets.values()) {
    if (ticket.status !== 'solved' || ticket.deleted || !ticket.solvedAt) continue;
    if (Date.parse(ticket.solvedAt) + CLOSED_AFTER_DAYS * DAY_MS > clock.now()) continue;
    storeTicket(world, {
      before: ticket,
      draft: { ...ticket, status: 'closed' },
      comment: undefined,
      actorId: -1,
      channel: 'rule',
      withoutTriggers: true,
    });
  }
}
