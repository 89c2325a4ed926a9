import type { Customer } from '../domain/customer';
import { notFound } from '../errors';
import type { AttachmentSource } from '../mirror/attachments';
import type { MirroredTicket, MirroredTickets } from '../mirror/tickets';
import type { Outbox } from '../outbox/outbox';
import type { Files } from '../storage/files';
import { findTicket } from './find-ticket';
import type { OpenedFile } from './views';

export type OpenAttachmentDeps = {
  tickets: Pick<MirroredTickets, 'find'>;
  attachments: AttachmentSource;
  outbox: Pick<Outbox, 'find'>;
  files: Pick<Files, 'find' | 'read'>;
};

/**
 * A file of a ticket this customer may read: from support once it is there, from our own store
 * while it is on its way. Throws `not_found`, `unavailable`.
 */
export async function openAttachment(
  deps: OpenAttachmentDeps,
  customer: Customer,
  ticketId: string,
  attachmentId: string,
): Promise<OpenedFile> {
  const ticket = await findTicket(deps.tickets, customer, ticketId);
  if (/^[1-9][0-9]{0,14}$/.test(attachmentId)) {
    const opened = await deps.attachments.open(ticket, Number(attachmentId));
    if (!opened) throw notFound('attachment');
    return opened;
  }
  return openOurs(deps, ticket, attachmentId);
}

async function openOurs(
  { files, outbox }: Pick<OpenAttachmentDeps, 'files' | 'outbox'>,
  ticket: MirroredTicket,
  fileId: string,
): Promise<OpenedFile> {
  const file = await files.find(fileId);
  const intent = file && (await outbox.find(file.intent));
  if (!file || intent?.reference !== ticket.reference) throw notFound('attachment');
  return {
    name: file.name,
    contentType: file.contentType,
    size: file.size,
    stream: files.read(file.id),
  };
}
