import type { Kysely } from 'kysely';
import type { Customer } from '../domain/customer';
import { ticketId, type TicketStatus } from '../domain/ticket';
import { AppError } from '../errors';
import type { MirroredTicket, MirroredTickets } from '../mirror/tickets';
import type { Act } from '../outbox/intent';
import type { Outbox } from '../outbox/outbox';
import { reached } from '../steps';
import type { Files } from '../storage/files';
import type { Schema } from '../storage/schema';
import { acceptFiles } from './accept-files';
import { findTicket } from './find-ticket';

export type ActOnTicketDeps = {
  db: Kysely<Schema>;
  tickets: Pick<MirroredTickets, 'find' | 'overlay'>;
  outbox: Pick<Outbox, 'enqueue'>;
  files: Pick<Files, 'accept'>;
  wakeWorker: () => void;
  now: () => Date;
};

/**
 * Says yes to a reply; a pending or solved ticket is open again with it.
 * Throws `not_found`, and `conflict` for a closed ticket, which takes no more replies.
 */
export async function replyToTicket(
  deps: ActOnTicketDeps,
  customer: Customer,
  id: string,
  intent: string,
  text: string,
  fileIds: readonly string[],
): Promise<{ id: string }> {
  const ticket = await findTicket(deps.tickets, customer, id);
  if (ticket.status === 'closed') {
    throw new AppError('conflict', 'A closed ticket takes no replies.', {
      details: { reason: 'ticket_closed' },
    });
  }
  const { name, email, locale } = customer;
  await actOnTicket(deps, customer, ticket, {
    intent,
    fileIds,
    expectedStatus: 'open',
    act: {
      kind: 'reply',
      payload: {
        requester: { id: customer.id, name, email, locale },
        account: ticket.account,
        text,
      },
    },
  });
  return { id: ticketId(ticket) };
}

/** One transaction: the act is owed, and the ticket shows it. The same intent again changes nothing. */
export async function actOnTicket(
  deps: ActOnTicketDeps,
  customer: Customer,
  { reference }: MirroredTicket,
  entry: { intent: string; fileIds: readonly string[]; expectedStatus: TicketStatus; act: Act },
): Promise<void> {
  const { intent, fileIds, expectedStatus, act } = entry;
  await deps.db.transaction().execute(async (trx) => {
    const owed = { intent, reference, personId: customer.id, act };
    if (!(await deps.outbox.enqueue(trx, owed))) return;
    await acceptFiles(deps, trx, customer, intent, fileIds);
    await deps.tickets.overlay(trx, reference, { status: expectedStatus, at: deps.now() });
    reached('act-stored');
  });
  reached('act-committed');
  deps.wakeWorker();
}
