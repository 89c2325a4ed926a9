import type { Readable } from 'node:stream';
import type { Zendesk } from '../zendesk/zendesk';
import type { Conversations } from './conversation';
import type { MirroredTicket } from './tickets';

type Deps = {
  conversations: Pick<Conversations, 'findAttachment'>;
  zendesk: Pick<Zendesk, 'attachments'>;
};

export interface AttachmentSource {
  /** @returns the file of a public comment of that ticket, streamed; null when there is none */
  open(
    ticket: Pick<MirroredTicket, 'number'>,
    attachmentId: number,
  ): Promise<{ name: string; contentType: string; size: number; stream: Readable } | null>;
}

/** Files that hang on public comments. Their addresses open them to any holder, so they stay here. */
export function createAttachmentSource({ conversations, zendesk }: Deps): AttachmentSource {
  return {
    async open(ticket, attachmentId) {
      if (ticket.number === null) return null;
      const attachment = await conversations.findAttachment(ticket.number, attachmentId);
      if (!attachment) return null;
      const { stream } = await zendesk.attachments.open(attachment.contentUrl);
      const { name, contentType, size } = attachment;
      return { name, contentType, size, stream };
    },
  };
}
