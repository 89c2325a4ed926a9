import type { Automation, Ticket } from '../../records';
import type { State } from '../../state';
import type { World } from '../../world';
import { storeTicket } from '../store-ticket';
import { fireRule } from './fire-rule';
import { judge, quietOccasion } from './judge-rule';
import { metricsOf } from './ticket-metrics';

const TICKETS_PER_HOUR = 1_000;
const UPDATES_PER_TICKET = 100;
/** Who the system is. */
const SYSTEM_ID = -1;

/**
 * One hourly run: every automation, in order, over every ticket that is not closed; later ones see
 * what earlier ones did. https://support.zendesk.com/hc/en-us/articles/4408832701850
 */
export function runAutomations(world: World): void {
  for (const automation of automationsInOrder(world.state)) {
    if (automation.active) runAutomation(world, automation);
  }
}

function runAutomation(world: World, automation: Automation): void {
  const { state } = world;
  let changed = 0;
  for (const ticket of state.tickets.values()) {
    if (changed >= TICKETS_PER_HOUR) return;
    if (ticket.status === 'closed' || ticket.deleted) continue;
    if (metricsOf(ticket).automationUpdates >= UPDATES_PER_TICKET) continue;
    if (fire(world, automation, ticket)) changed += 1;
  }
}

/** @returns whether there was anything to do */
function fire(world: World, automation: Automation, ticket: Ticket): boolean {
  const occasion = quietOccasion(world.state, world.clock.now(), ticket);
  if (!judge(automation, 'automation', occasion)) return false;
  const { via, after, notices } = fireRule(occasion, automation, 'automation');
  const stored = storeTicket(world, {
    before: ticket,
    draft: after,
    comment: undefined,
    actorId: SYSTEM_ID,
    channel: 'rule',
    rule: { via, notices },
  });
  return stored.ticket !== ticket;
}

/** @returns all automations as they run */
export function automationsInOrder(state: State): Automation[] {
  return [...state.automations.values()].sort((a, b) => a.position - b.position || a.id - b.id);
}
