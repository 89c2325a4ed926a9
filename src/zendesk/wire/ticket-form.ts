import { z } from 'zod';

const condition = z.looseObject({
  parent_field_id: z.int(),
  child_fields: z.array(z.looseObject({ id: z.int() })),
});

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_forms/#json-format */
export const ticketForm = z.looseObject({
  id: z.int(),
  name: z.string(),
  ticket_field_ids: z.array(z.int()),
  agent_conditions: z.array(condition).optional(),
  end_user_conditions: z.array(condition).optional(),
});

export const ticketFormBody = z.object({ ticket_form: ticketForm });
