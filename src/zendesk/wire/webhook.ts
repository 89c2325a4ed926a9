import { z } from 'zod';

/** Placeholders of triggers arrive as text; event payloads write ids as text too. */
const ticketId = z
  .union([z.string(), z.number().int().transform(String)])
  .pipe(z.string().regex(/^[1-9][0-9]{0,14}$/))
  .transform(Number);

/** The body a trigger sends, written by us: `{"ticket_id": "{{ticket.id}}"}`. */
const triggerBody = z.object({ ticket_id: ticketId }).transform((body) => body.ticket_id);

/** https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events/ */
const eventBody = z
  .object({
    type: z.string().startsWith('zen:event-type:ticket.'),
    detail: z.object({ id: ticketId }),
  })
  .transform((body) => body.detail.id);

/** @returns of a webhook's body the number of the ticket, the only thing in it we believe */
export const changedTicketBody = z.union([triggerBody, eventBody]);
