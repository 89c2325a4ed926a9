import { z } from 'zod';
import { flag, id, optionalId, optionalText, tags, text } from './read-params';

const uploads = z.union([z.array(z.string()), z.string().transform((token) => [token])]);

const comment = z.object({
  body: optionalText,
  html_body: optionalText,
  public: flag.optional(),
  author_id: optionalId,
  uploads: uploads.optional(),
});

const customFields = z.array(
  z.object({
    id,
    value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable(),
  }),
);

const ccs = z.array(
  z.object({
    user_id: optionalId,
    user_email: optionalText,
    action: z.enum(['put', 'delete']).default('put'),
  }),
);

/** https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#create-ticket */
export const ticketParams = z.object({
  subject: optionalText,
  raw_subject: optionalText,
  comment: z.union([comment, text.transform((body) => ({ body }))]).optional(),
  description: optionalText,
  requester_id: optionalId,
  requester: z.object({ name: optionalText, email: text, locale_id: optionalId }).optional(),
  submitter_id: optionalId,
  organization_id: optionalId,
  group_id: optionalId,
  assignee_id: optionalId,
  assignee_email: optionalText,
  priority: optionalText,
  type: optionalText,
  status: optionalText,
  custom_status_id: optionalId,
  ticket_form_id: optionalId,
  brand_id: optionalId,
  tags: tags.nullable().optional(),
  external_id: optionalText,
  recipient: optionalText,
  problem_id: optionalId,
  due_at: optionalText,
  custom_fields: customFields.optional(),
  email_ccs: ccs.optional(),
  followers: ccs.optional(),
  via_followup_source_id: optionalId,
  metadata: z.record(z.string(), z.unknown()).nullable().optional(),
  safe_update: flag.optional(),
  updated_stamp: optionalText,
});

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-requests/#create-request */
export const requestParams = ticketParams.pick({
  subject: true,
  comment: true,
  priority: true,
  type: true,
  due_at: true,
  custom_fields: true,
  ticket_form_id: true,
  via_followup_source_id: true,
});

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-requests/#update-request */
export const requestChangeParams = z.object({
  comment: ticketParams.shape.comment,
  solved: flag.optional(),
});

export type TicketParams = z.infer<typeof ticketParams>;
export type CommentParams = z.infer<typeof comment>;
