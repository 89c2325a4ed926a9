import { z } from 'zod';
import { ticketAudit } from './ticket-audit';

/** https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#json-format */
export const ticket = z.object({
  id: z.int(),
  external_id: z.string().nullish(),
  subject: z.string().nullish(),
  status: z.string(),
  type: z.string().nullish(),
  requester_id: z.int(),
  organization_id: z.int().nullish(),
  assignee_id: z.int().nullish(),
  custom_fields: z.array(z.object({ id: z.int(), value: z.unknown().optional() })).nullish(),
  via: z
    .object({
      source: z
        .object({
          rel: z.string().nullish(),
          from: z.object({ ticket_id: z.coerce.number().nullish() }).nullish(),
        })
        .nullish(),
    })
    .nullish(),
  via_followup_source_id: z.int().nullish(),
  created_at: z.iso.datetime({ offset: true }),
  updated_at: z.iso.datetime({ offset: true }),
  /** Seconds since 1970, 0 in the answer to a create. */
  generated_timestamp: z.int().nullish(),
});
export type WireTicket = z.infer<typeof ticket>;

/** https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#show-ticket */
export const ticketBody = z.object({ ticket });

/** https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#create-ticket */
export const writtenTicketBody = z.object({ ticket, audit: ticketAudit.nullish() });

/** https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#list-tickets */
export const ticketListBody = z.object({ tickets: z.array(ticket) });

/** Read one by one. https://developer.zendesk.com/api-reference/introduction/pagination/#using-cursor-pagination */
export const ticketPageBody = z.object({
  tickets: z.array(z.unknown()),
  meta: z.object({ has_more: z.boolean(), after_cursor: z.string().nullish() }).nullish(),
});
