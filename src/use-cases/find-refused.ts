import type { Customer } from '../domain/customer';
import { notFound } from '../errors';
import type { MirroredTicket, MirroredTickets } from '../mirror/tickets';
import type { Intent } from '../outbox/intent';
import type { Outbox } from '../outbox/outbox';
import { findTicket } from './find-ticket';

export type FindRefusedDeps = {
  tickets: Pick<MirroredTickets, 'find'>;
  outbox: Pick<Outbox, 'find'>;
};

/**
 * @returns what support refused, with its ticket. Throws `not_found` when there is no such thing,
 * and alike when somebody else wrote it: only its writer may change or discard it.
 */
export async function findRefused(
  { tickets, outbox }: FindRefusedDeps,
  customer: Customer,
  id: string,
  intent: string,
): Promise<{ ticket: MirroredTicket; act: Intent }> {
  const ticket = await findTicket(tickets, customer, id);
  const act = await outbox.find(intent);
  const isTheirs = act?.personId === customer.id && act.reference === ticket.reference;
  if (!act || !isTheirs || act.state !== 'needs_attention') throw notFound('message');
  return { ticket, act };
}
