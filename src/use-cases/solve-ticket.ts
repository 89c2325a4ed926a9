import type { Customer } from '../domain/customer';
import { solvability, ticketId } from '../domain/ticket';
import { AppError } from '../errors';
import { findTicket } from './find-ticket';
import { actOnTicket, type ActOnTicketDeps } from './reply-to-ticket';

/**
 * Says yes to marking the ticket as solved.
 * Throws `not_found`, and `conflict` (details.reason: why it cannot be solved) when support would not allow it.
 */
export async function solveTicket(
  deps: ActOnTicketDeps,
  customer: Customer,
  id: string,
  intent: string,
): Promise<{ id: string }> {
  const ticket = await findTicket(deps.tickets, customer, id);
  const reason = solvability(ticket);
  // Pressed twice: the first one already shows as solved, which is what was asked for.
  if (reason === 'solved') return { id: ticketId(ticket) };
  if (reason !== 'yes') {
    throw new AppError('conflict', 'The ticket cannot be marked as solved.', {
      details: { reason },
    });
  }
  await actOnTicket(deps, customer, ticket, {
    intent,
    fileIds: [],
    expectedStatus: 'solved',
    act: { kind: 'solve', payload: {} },
  });
  return { id: ticketId(ticket) };
}
