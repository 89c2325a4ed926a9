import { z } from 'zod';
import { flag, id, optionalText, text } from './read-params';

export const fieldOptionParams = z.object({
  id: id.nullable().optional(),
  name: text,
  value: text,
  default: flag.optional(),
});
export type FieldOptionParams = z.infer<typeof fieldOptionParams>;

/** What a change may name; a field's type is settled when it is made. */
export const changedTicketFieldParams = z.object({
  title: optionalText,
  title_in_portal: optionalText,
  description: optionalText,
  agent_description: optionalText,
  position: z.number().int().optional(),
  active: flag.optional(),
  required: flag.optional(),
  collapsed_for_agents: flag.optional(),
  visible_in_portal: flag.optional(),
  editable_in_portal: flag.optional(),
  required_in_portal: flag.optional(),
  regexp_for_validation: optionalText,
  tag: optionalText,
  custom_field_options: z.array(fieldOptionParams).optional(),
});
export type TicketFieldParams = z.infer<typeof changedTicketFieldParams>;

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#create-ticket-field */
export const newTicketFieldParams = changedTicketFieldParams.extend({
  type: z.string().default('text'),
});
