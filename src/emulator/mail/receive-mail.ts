import { Readable } from 'node:stream';
import { invalidField } from '../errors';
import type { TicketParams } from '../params/ticket-params';
import type { MailEnvelope, Ticket, User } from '../records';
import { closeLongSolved } from '../rules/close-solved';
import { createTicketRecord } from '../rules/create-ticket';
import { carriedOver } from '../rules/follow-up';
import { keepFile, openUpload } from '../rules/keep-upload';
import { reopenFor } from '../rules/ticket-status';
import { updateTicketRecord } from '../rules/update-ticket';
import { findUserByEmail, newEndUser } from '../users';
import type { World } from '../world';
import type { InboundMail } from './inbound-mail';
import { causeToSuspend } from './judge-mail';
import { ownWords } from './reply-text';
import { CAUSES, suspend } from './suspend';
import { findThread } from './thread';

/** Zendesk's own bound of a comment. */
const MAX_TEXT = 65_535;

/** What became of a mail. */
export type Fate =
  | { outcome: 'comment' | 'ticket' | 'follow_up'; ticketId: number }
  | { outcome: 'suspended'; suspendedTicketId: number; cause: string };

/**
 * Takes a mail in: a comment on the ticket it belongs to, a new ticket, or put aside.
 * Throws 422 (`ApiError`) where the API would refuse the same words.
 */
export async function receiveMail(world: World, mail: InboundMail): Promise<Fate> {
  closeLongSolved(world);
  const content = ownWords(mail.text);
  if (content.length > MAX_TEXT) {
    throw invalidField('text', `The text is longer than ${MAX_TEXT} characters`);
  }
  const attachmentIds: number[] = [];
  for (const { name, contentType, bytes } of mail.attachments) {
    const file = { name, contentType, bytes: Readable.from([bytes]) };
    attachmentIds.push((await keepFile(world, file)).id);
  }
  // From here on nothing waits, so what is judged is what is changed.
  const { state } = world;
  const sender = findUserByEmail(state, mail.from.address);
  const ticket = findThread(state, mail);
  const hasContent = content !== '' || attachmentIds.length > 0;
  const cause = causeToSuspend(state, mail, sender, ticket, hasContent);
  if (cause !== undefined) {
    const { id } = suspend(world, cause, mail, {
      authorId: sender?.id ?? null,
      subject: mail.subject,
      content: content || mail.text.trim(),
      attachmentIds,
      ticketId: ticket?.id ?? null,
    });
    return { outcome: 'suspended', suspendedTicketId: id, cause: CAUSES[cause] };
  }
  const author = sender ?? newSender(world, mail);
  const comment = commentOf(world, author, content, attachmentIds);
  if (ticket && ticket.status !== 'closed') return answer(world, author, ticket, comment, mail);
  return begin(world, author, ticket, comment, mail);
}

/** Agents' mails reopen nothing and set nothing: they are public words and no more. */
function answer(
  world: World,
  author: User,
  ticket: Ticket,
  comment: TicketParams['comment'],
  mail: InboundMail,
): Fate {
  const status = author.role === 'end-user' ? reopenFor(ticket) : ticket.status;
  const params = { comment, ...(status !== ticket.status && { status }) };
  updateTicketRecord(world, author, ticket, params, originOf(mail));
  return { outcome: 'comment', ticketId: ticket.id };
}

/** @param closed the ticket this one follows up */
function begin(
  world: World,
  author: User,
  closed: Ticket | undefined,
  comment: TicketParams['comment'],
  mail: InboundMail,
): Fate {
  const params: TicketParams = {
    comment,
    subject: mail.subject || (closed?.subject ?? null),
    ...(closed && carriedOver(world.state, closed, author)),
  };
  const { ticket } = createTicketRecord(world, author, params, originOf(mail));
  return { outcome: closed ? 'follow_up' : 'ticket', ticketId: ticket.id };
}

function commentOf(world: World, author: User, body: string, attachmentIds: number[]) {
  if (attachmentIds.length === 0) return { body, public: true };
  const upload = openUpload(world, author.id);
  upload.attachmentIds.push(...attachmentIds);
  return { body, public: true, uploads: [upload.token] };
}

/** Somebody who writes for the first time; they are kept with the ticket they begin. */
function newSender({ state, clock }: World, { from }: InboundMail): User {
  const name = from.name || (from.address.split('@')[0] ?? from.address);
  return newEndUser(state, clock.stamp(), { name, email: from.address.toLowerCase() });
}

function originOf({ messageId, from, to }: InboundMail): { channel: 'email'; mail: MailEnvelope } {
  return { channel: 'email', mail: { messageId, from, to } };
}
