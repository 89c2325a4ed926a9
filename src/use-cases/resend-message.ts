import type { Kysely } from 'kysely';
import type { Customer } from '../domain/customer';
import { ticketId } from '../domain/ticket';
import { AppError, notFound } from '../errors';
import type { MirroredTickets } from '../mirror/tickets';
import type { Act, Intent } from '../outbox/intent';
import type { Outbox } from '../outbox/outbox';
import type { Upkeep } from '../outbox/upkeep';
import type { Files } from '../storage/files';
import type { Schema } from '../storage/schema';
import { acceptFiles } from './accept-files';
import { findRefused, type FindRefusedDeps } from './find-refused';
import { findTicket } from './find-ticket';
import type { Correction } from './views';

export type ResendMessageDeps = FindRefusedDeps & {
  db: Kysely<Schema>;
  tickets: Pick<MirroredTickets, 'overlay' | 'retitle'>;
  outbox: Pick<Outbox, 'enqueue'>;
  upkeep: Pick<Upkeep, 'drop'>;
  files: Pick<Files, 'accept' | 'move' | 'removeOf'>;
  wakeWorker: () => void;
  now: () => Date;
};

/**
 * Says yes to a corrected message in place of the refused one, which is let go of in the same
 * transaction. The same intent again changes nothing.
 * @param refused the refused message's intent; `correction.intent` is the new one's
 * Throws `not_found`, also when somebody else wrote it, and `conflict` (details.reason
 * `ticket_closed` | `file_gone`).
 */
export async function resendMessage(
  deps: ResendMessageDeps,
  customer: Customer,
  id: string,
  refused: string,
  correction: Correction,
): Promise<{ id: string }> {
  const { intent, fileIds } = correction;
  const earlier = await deps.outbox.find(intent);
  if (earlier?.personId === customer.id) {
    return { id: ticketId(await findTicket(deps.tickets, customer, id)) };
  }
  const { ticket, act } = await findRefused(deps, customer, id, refused);
  const corrected = toCorrected(act, correction);
  if (ticket.status === 'closed') {
    throw new AppError('conflict', 'A closed ticket takes no replies.', {
      details: { reason: 'ticket_closed' },
    });
  }
  await deps.db.transaction().execute(async (trx) => {
    if (!(await deps.upkeep.drop(trx, act.id))) throw notFound('message');
    const { reference } = act;
    await deps.outbox.enqueue(trx, {
      intent,
      reference,
      personId: customer.id,
      act: corrected,
      // An earlier attempt may have made the ticket after all; there must never be a second one.
      unclear: corrected.kind === 'create',
    });
    await deps.files.move(trx, { from: refused, to: intent, ids: fileIds });
    await deps.files.removeOf(trx, refused);
    await acceptFiles(deps, trx, customer, intent, fileIds);
    if (corrected.kind === 'create') {
      await deps.tickets.retitle(trx, reference, corrected.payload.subject);
    }
    await deps.tickets.overlay(trx, reference, { status: 'open', at: deps.now() });
  });
  deps.wakeWorker();
  return { id: ticketId(ticket) };
}

function toCorrected(
  act: Intent,
  { subject, text }: Correction,
): Extract<Act, { kind: 'create' | 'reply' }> {
  switch (act.kind) {
    case 'create': {
      const payload = { ...act.payload, subject: subject ?? act.payload.subject, text };
      return { kind: 'create', payload };
    }
    case 'reply':
      return { kind: 'reply', payload: { ...act.payload, text } };
    case 'solve':
      throw notFound('message');
  }
}
