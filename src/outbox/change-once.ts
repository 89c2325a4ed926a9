import { AppError, toAppError } from '../errors';
import type { TicketSnapshot } from '../zendesk/ticket-mapping';
import type { Zendesk } from '../zendesk/zendesk';
import type { Delivered } from './delivery';
import type { ClaimedIntent } from './intent';
import type { SeenTicket, TicketAddress } from './ticket-address';

type Deps = { zendesk: Pick<Zendesk, 'tickets'>; addressOf: TicketAddress };

interface Change {
  /** @returns what this intent has done to the ticket already, or null */
  readonly lookUp: (number: number, ticket: TicketSnapshot) => Promise<Delivered | null>;
  /** Does it, provided the ticket still is as seen. */
  readonly write: (number: number, seen: SeenTicket) => Promise<Delivered>;
}

/**
 * Changes a ticket, once. Updates have no idempotency key, so two things stand in for it. Each
 * write carries our intent, and an attempt whose end is unknown is looked up before it is repeated.
 * And each write says which state it was made for: a former attempt that Zendesk carries out late,
 * after its repetition, is refused there, and one that comes in between makes us look again.
 * https://developer.zendesk.com/documentation/ticketing/managing-tickets/creating-and-updating-tickets/#protecting-against-ticket-update-collisions
 * Throws `not_found` (details.reason `ticket_deleted`) when there is no such ticket any more.
 */
export async function changeOnce(
  deps: Deps,
  claimed: ClaimedIntent,
  change: Change,
): Promise<Delivered> {
  try {
    return await changeTicket(deps, claimed, change);
  } catch (thrown) {
    const cause = toAppError(thrown);
    if (cause.code !== 'not_found') throw cause;
    const details = { ...cause.details, reason: 'ticket_deleted' };
    throw new AppError('not_found', cause.message, { cause, details });
  }
}

async function changeTicket(
  { zendesk: { tickets }, addressOf }: Deps,
  claimed: ClaimedIntent,
  { lookUp, write }: Change,
): Promise<Delivered> {
  const { number, ...seen } = await addressOf(claimed.reference);
  if (!claimed.unclear) {
    try {
      return await write(number, seen);
    } catch (error) {
      if (toAppError(error).details['reason'] !== 'ticket_changed') throw error;
    }
  }
  // Read before looking: what is carried out between the two makes the write below fail.
  const ticket = await tickets.find(number, 'write');
  const done = await lookUp(number, ticket);
  return done ?? write(number, toSeen(ticket));
}

/** A ticket no agent has touched stays new; in every other state a reply makes it support's turn. */
export function toSeen({ updatedAt, status, assigned }: TicketSnapshot): SeenTicket {
  return { updatedAt, untouched: status === 'open' && !assigned };
}
