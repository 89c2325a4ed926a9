import type { Customer } from '../domain/customer';
import { mayRead } from '../domain/ticket';
import { notFound } from '../errors';
import type { MirroredTicket, MirroredTickets } from '../mirror/tickets';

/**
 * @param id a reference or support's number
 * @returns the ticket. Throws `not_found` when there is none, and alike when it is not theirs.
 */
export async function findTicket(
  tickets: Pick<MirroredTickets, 'find'>,
  customer: Customer,
  id: string,
): Promise<MirroredTicket> {
  const ticket = await tickets.find(id);
  if (!ticket || !mayRead(customer, ticket)) throw notFound('ticket');
  return ticket;
}
