import type { Customer } from '../domain/customer';
import type { Attachment, Message } from '../domain/message';
import { solvability } from '../domain/ticket';
import type { Conversations, MirroredComment } from '../mirror/conversation';
import type { MirroredTickets } from '../mirror/tickets';
import type { Intent } from '../outbox/intent';
import type { Outbox } from '../outbox/outbox';
import type { Files } from '../storage/files';
import { findTicket } from './find-ticket';
import { readFreshness, type FreshnessDeps } from './freshness';
import type { RefusedSolution, TicketView } from './views';

export type ShowTicketDeps = FreshnessDeps & {
  tickets: Pick<MirroredTickets, 'find'>;
  conversations: Pick<Conversations, 'read'>;
  outbox: Pick<Outbox, 'waitingFor'>;
  files: Pick<Files, 'accepted'>;
};

/**
 * The ticket with its public conversation, and what its people wrote that is still on its way.
 * Throws `not_found`, also for a ticket that is somebody else's.
 */
export async function showTicket(
  deps: ShowTicketDeps,
  customer: Customer,
  id: string,
): Promise<TicketView> {
  const known = await findTicket(deps.tickets, customer, id);
  // Before the conversation: an act delivered in between is then shown twice for a moment at most,
  // never missed.
  const waiting = await deps.outbox.waitingFor(known.reference);
  const { comments, complete } = await deps.conversations.read(known);
  // Reading the conversation may have brought news of the ticket itself.
  const ticket = known.conversationIsHere ? known : await findTicket(deps.tickets, customer, id);
  const freshness = await readFreshness(deps);
  return {
    ticket,
    messages: [
      ...comments.map((comment) => toMessage(comment, customer)),
      ...(await toWaitingMessages(deps, customer, waiting)),
    ],
    solvability: solvability(ticket),
    refusedSolution: toRefusedSolution(customer, waiting),
    freshness: { ...freshness, stale: freshness.stale || !complete },
  };
}

function toMessage(comment: MirroredComment, customer: Customer): Message {
  return {
    id: String(comment.id),
    authorName: comment.authorName,
    from: comment.fromSupport ? 'support' : 'customer',
    isMine: comment.personId === customer.id,
    text: comment.text,
    at: comment.at,
    attachments: comment.attachments.map(({ id, name, contentType, size }) => ({
      id: String(id),
      name,
      contentType,
      size,
    })),
    delivery: 'sent',
    refusal: null,
  };
}

function toRefusedSolution(customer: Customer, waiting: readonly Intent[]): RefusedSolution | null {
  const act = waiting.findLast(
    ({ kind, state }) => kind === 'solve' && state === 'needs_attention',
  );
  if (!act) return null;
  const { intent, refusal, personId } = act;
  return { intent, reason: refusal ?? 'unknown', isMine: personId === customer.id };
}

async function toWaitingMessages(
  { files }: Pick<ShowTicketDeps, 'files'>,
  customer: Customer,
  waiting: readonly Intent[],
): Promise<Message[]> {
  const stored = await files.accepted(waiting.map(({ intent }) => intent));
  return waiting.flatMap((act) => {
    if (act.kind === 'solve') return [];
    const attachments: Attachment[] = stored
      .filter((file) => file.intent === act.intent)
      .map(({ id, name, contentType, size }) => ({ id, name, contentType, size }));
    return [
      {
        id: act.intent,
        authorName: act.payload.requester.name,
        from: 'customer' as const,
        isMine: act.personId === customer.id,
        text: act.payload.text,
        at: act.createdAt,
        attachments,
        delivery: act.state === 'needs_attention' ? ('refused' as const) : ('sending' as const),
        refusal: act.state === 'needs_attention' ? (act.refusal ?? 'unknown') : null,
      },
    ];
  });
}
