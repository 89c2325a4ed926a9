import { AppError } from '../../errors';
import type { Zendesk } from '../../zendesk/zendesk';
import type { Delivered } from '../delivery';
import type { ClaimedIntent } from '../intent';
import type { TicketAddress } from '../ticket-address';

type Deps = { zendesk: Pick<Zendesk, 'tickets'>; addressOf: TicketAddress };

/**
 * Marks the ticket as solved and reads back whether Zendesk did. After an unclear attempt the look
 * comes first: solving again would close a ticket that support has reopened since.
 */
export async function solveTicket(deps: Deps, claimed: ClaimedIntent): Promise<Delivered> {
  const { number } = await deps.addressOf(claimed.reference);
  const { tickets } = deps.zendesk;
  if (claimed.unclear && (await tickets.wasSolvedBy(number, claimed.intent))) {
    return { ticket: await tickets.find(number, 'write'), comment: null };
  }
  const { ticket } = await tickets.solve(number, { intentId: claimed.intent });
  if (ticket.status !== 'solved' && ticket.status !== 'closed') {
    throw new AppError('invalid', 'Zendesk did not mark the ticket as solved.', {
      details: { reason: 'not_solved' },
    });
  }
  return { ticket, comment: null };
}
