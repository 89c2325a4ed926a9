import type { Kysely } from 'kysely';
import type { Customer } from '../domain/customer';
import { ticketId } from '../domain/ticket';
import { notFound } from '../errors';
import type { Schema } from '../storage/schema';
import { dropAct, type DropActDeps } from './drop-act';
import { findRefused, type FindRefusedDeps } from './find-refused';

export type DiscardMessageDeps = FindRefusedDeps & DropActDeps & { db: Kysely<Schema> };

/**
 * Lets go of what support refused.
 * @returns the ticket it was on, or null when nothing is left of that: it was the request itself, or
 * support deleted the ticket.
 * Throws `not_found`, also when somebody else wrote it.
 */
export async function discardMessage(
  deps: DiscardMessageDeps,
  customer: Customer,
  id: string,
  intent: string,
): Promise<{ id: string | null }> {
  const { ticket, act } = await findRefused(deps, customer, id, intent);
  const dropped = await deps.db.transaction().execute((trx) => dropAct(deps, trx, act));
  if (!dropped) throw notFound('message');
  return { id: act.kind === 'create' || ticket.deleted ? null : ticketId(ticket) };
}
