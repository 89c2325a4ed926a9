import { z } from 'zod';

const option = z.looseObject({ id: z.int(), name: z.string(), value: z.string() });

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#json-format */
export const ticketField = z.looseObject({
  id: z.int(),
  type: z.string(),
  title: z.string(),
  custom_field_options: z.array(option).optional(),
});

export const ticketFieldBody = z.object({ ticket_field: ticketField });
