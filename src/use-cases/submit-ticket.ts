import type { Kysely } from 'kysely';
import { mayEnter, type Customer } from '../domain/customer';
import type { TicketDraft } from '../domain/draft';
import { makeReference } from '../domain/reference';
import { AppError } from '../errors';
import type { MirroredTickets } from '../mirror/tickets';
import type { Outbox } from '../outbox/outbox';
import { reached } from '../steps';
import type { Files } from '../storage/files';
import type { People } from '../storage/people';
import type { Schema } from '../storage/schema';
import { acceptFiles } from './accept-files';
import { findTicket } from './find-ticket';

export type SubmitTicketDeps = {
  db: Kysely<Schema>;
  people: Pick<People, 'rename'>;
  tickets: Pick<MirroredTickets, 'accept' | 'find'>;
  outbox: Pick<Outbox, 'enqueue' | 'find'>;
  files: Pick<Files, 'accept'>;
  wakeWorker: () => void;
  randomBytes: (count: number) => Buffer;
  now: () => Date;
};

/**
 * Says yes to a request: one transaction holds the ticket's row and the outbox's; the files are
 * stored already, under the same intent. From here it becomes exactly one ticket.
 * Throws `forbidden` for an account the customer may not enter.
 */
export async function submitTicket(
  deps: SubmitTicketDeps,
  customer: Customer,
  intent: string,
  draft: TicketDraft,
  fileIds: readonly string[],
): Promise<{ reference: string }> {
  if (!mayEnter(customer, draft.account)) {
    throw new AppError('forbidden', 'The account is not one of theirs.', {
      details: { field: 'account', reason: 'account_not_yours' },
    });
  }
  if (draft.followUpOf !== null) await mustBeClosed(deps, customer, draft.followUpOf);

  const reference = makeReference(deps.randomBytes(12));
  const accepted = await deps.db.transaction().execute(async (trx) => {
    const isNew = await deps.outbox.enqueue(trx, {
      intent,
      reference,
      personId: customer.id,
      act: {
        kind: 'create',
        payload: {
          requester: {
            id: customer.id,
            name: draft.name,
            email: customer.email,
            locale: customer.locale,
          },
          account: draft.account,
          requestKind: draft.kind,
          subject: draft.subject,
          text: draft.text,
          impact: draft.impact,
          followUpOf: draft.followUpOf,
        },
      },
    });
    if (!isNew) return false;
    await acceptFiles(deps, trx, customer, intent, fileIds);
    await deps.tickets.accept(trx, {
      reference,
      account: draft.account,
      personId: customer.id,
      requesterName: draft.name,
      kind: draft.kind,
      impact: draft.impact,
      subject: draft.subject,
      followUpOf: draft.followUpOf,
      at: deps.now(),
    });
    reached('act-stored');
    return true;
  });
  reached('act-committed');
  if (!accepted) return { reference: await acceptedBefore(deps, customer, intent) };
  if (draft.name !== customer.name) await deps.people.rename(customer.id, draft.name);
  deps.wakeWorker();
  return { reference };
}

async function mustBeClosed(
  { tickets }: Pick<SubmitTicketDeps, 'tickets'>,
  customer: Customer,
  number: number,
): Promise<void> {
  const ticket = await findTicket(tickets, customer, String(number));
  if (ticket.status !== 'closed') {
    throw new AppError('conflict', 'Only a closed ticket can be followed up.', {
      details: { reason: 'not_closed' },
    });
  }
}

/** The button was pressed twice: the second answer is the first one's. */
async function acceptedBefore(
  { outbox }: Pick<SubmitTicketDeps, 'outbox'>,
  customer: Customer,
  intent: string,
): Promise<string> {
  const earlier = await outbox.find(intent);
  if (!earlier || earlier.personId !== customer.id) {
    throw new AppError('conflict', 'This form belongs to somebody else.', {
      details: { reason: 'form_used' },
    });
  }
  return earlier.reference;
}
