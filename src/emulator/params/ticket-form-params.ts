import { z } from 'zod';
import { flag, id, optionalText } from './read-params';

const condition = z.object({
  parent_field_id: id,
  value: z.union([z.string(), z.boolean()]),
  child_fields: z
    .array(
      z.object({
        id,
        is_required: flag.default(false),
        required_on_statuses: z
          .object({
            type: z.enum(['ALL_STATUSES', 'SOME_STATUSES', 'NO_STATUSES']),
            statuses: z.array(z.string()).optional(),
          })
          .optional(),
      }),
    )
    .min(1),
});

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_forms/#json-format */
export const ticketFormParams = z.object({
  name: optionalText,
  display_name: optionalText,
  position: z.number().int().optional(),
  ticket_field_ids: z.array(id).optional(),
  active: flag.optional(),
  default: flag.optional(),
  end_user_visible: flag.optional(),
  in_all_brands: flag.optional(),
  restricted_brand_ids: z.array(id).optional(),
  agent_conditions: z.array(condition).optional(),
  end_user_conditions: z.array(condition).optional(),
});
export type TicketFormParams = z.infer<typeof ticketFormParams>;

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_forms/#reorder-ticket-forms */
export const formOrderParams = z.object({ ticket_form_ids: z.array(id) });
