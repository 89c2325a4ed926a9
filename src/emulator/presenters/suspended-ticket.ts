import { CAUSES, type CauseId } from '../mail/suspend';
import type { SuspendedTicket } from '../records';
import type { State } from '../state';
import { presentAttachment } from './comment';
import { presentVia } from './via';

/** https://developer.zendesk.com/api-reference/ticketing/tickets/suspended_tickets/#json-format */
export function presentSuspendedTicket(state: State, origin: string, suspended: SuspendedTicket) {
  const { id, from, to } = suspended;
  const attachments = suspended.attachmentIds
    .map((attachmentId) => state.attachments.get(attachmentId))
    .filter((attachment) => attachment !== undefined);
  return {
    url: `${origin}/api/v2/suspended_tickets/${id}.json`,
    id,
    author: { id: suspended.authorId, name: from.name, email: from.address },
    subject: suspended.subject,
    content: suspended.content,
    cause: CAUSES[suspended.causeId as CauseId],
    cause_id: suspended.causeId,
    error_messages: null,
    message_id: suspended.messageId,
    ticket_id: suspended.ticketId,
    recipient: to.address,
    created_at: suspended.createdAt,
    updated_at: suspended.createdAt,
    brand_id: [...state.brands.keys()][0] ?? null,
    attachments: attachments.map((attachment) => presentAttachment(origin, attachment)),
    via: presentVia({ channel: 'email', mail: suspended }),
  };
}
