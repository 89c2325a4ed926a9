import { AppError } from '../../errors';
import { reached } from '../../steps';
import type { Zendesk } from '../../zendesk/zendesk';
import { changeOnce } from '../change-once';
import type { Delivered } from '../delivery';
import type { ClaimedIntent } from '../intent';
import type { TicketAddress } from '../ticket-address';

type Deps = { zendesk: Pick<Zendesk, 'tickets'>; addressOf: TicketAddress };

/**
 * Marks the ticket as solved, once, and reads back whether Zendesk did: solving again would close a
 * ticket that support has reopened since.
 */
export async function solveTicket(deps: Deps, claimed: ClaimedIntent): Promise<Delivered> {
  const { tickets } = deps.zendesk;
  return changeOnce(deps, claimed, {
    async lookUp(number, ticket) {
      const solved = await tickets.wasSolvedBy(number, claimed.intent);
      return solved ? { ticket, comment: null } : null;
    },
    async write(number, { updatedAt }) {
      reached('before-solve');
      const { ticket } = await tickets.solve(number, {
        intentId: claimed.intent,
        seenAt: updatedAt,
      });
      reached('solved');
      if (ticket.status !== 'solved' && ticket.status !== 'closed') {
        throw new AppError('invalid', 'Zendesk did not mark the ticket as solved.', {
          details: { reason: 'not_solved' },
        });
      }
      return { ticket, comment: null };
    },
  });
}
