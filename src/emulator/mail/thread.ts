import type { Ticket } from '../records';
import type { State } from '../state';
import { MAIL_DOMAIN, ticketIdOfAddress } from './addresses';
import { decodeTicketId, encodeTicketId } from './encoded-id';

/**
 * No mail has this id itself; all mails of a ticket refer to it, so mail programs show them as one thread.
 */
export function threadId(ticketId: number): string {
  return `<${encodeTicketId(ticketId)}@${MAIL_DOMAIN}>`;
}

export function messageIdOf(ticketId: number, mailId: number): string {
  return `<${encodeTicketId(ticketId)}_${mailId}@${MAIL_DOMAIN}>`;
}

/**
 * @param address in lower case
 * @returns what the next mail to the address answers: the latest one it sent or was sent about the ticket
 */
export function nextInThread(state: State, ticketId: number, address: string) {
  const sent = state.sentMails
    .filter((mail) => mail.ticketId === ticketId && mail.to === address)
    .map(({ id, messageId }) => ({ id, messageId }));
  const received = (state.audits.get(ticketId) ?? []).flatMap(({ id, mail }) =>
    mail?.from.address.toLowerCase() === address ? [{ id, messageId: mail.messageId }] : [],
  );
  // Both take their ids from one sequence.
  const [latest] = [...sent, ...received].sort((a, b) => b.id - a.id);
  const root = threadId(ticketId);
  return {
    inReplyTo: latest?.messageId ?? root,
    references: latest ? [root, latest.messageId] : [root],
  };
}

interface Traces {
  inReplyTo: string | null;
  references: string[];
  text: string;
  to: { address: string };
}

/**
 * Finds the ticket by the mail's headers, else by the encoded id in its text, else by the address it
 * was sent to. https://support.zendesk.com/hc/en-us/articles/8396827889946
 * @returns undefined when none of them names a ticket that is still there
 */
export function findThread(
  state: State,
  { inReplyTo, references, text, to }: Traces,
): Ticket | undefined {
  const messages = [...(inReplyTo === null ? [] : [inReplyTo]), ...references.toReversed()];
  const inText = [...text.matchAll(/\[([0-9a-z]+-[0-9a-z]+)\]/gi)].map(([, id]) => id ?? '');
  const ids = [
    ...messages.map((message) => ticketIdOfMessage(state, message)),
    ...inText.map(decodeTicketId),
    ticketIdOfAddress(to.address),
  ];
  const ticket = state.tickets.get(ids.find((id) => id !== undefined) ?? 0);
  return ticket?.deleted ? undefined : ticket;
}

function ticketIdOfMessage(state: State, messageId: string): number | undefined {
  const own = /^<([^_@<>]+)(?:_\d+)?@([^@<>]+)>$/.exec(messageId);
  if (own?.[2] === MAIL_DOMAIN) return decodeTicketId(own[1] ?? '');
  for (const [ticketId, audits] of state.audits) {
    if (audits.some(({ mail }) => mail?.messageId === messageId)) return ticketId;
  }
  return undefined;
}
