import { z } from 'zod';
import { flag, optionalId, optionalText, tags } from './read-params';

/** https://developer.zendesk.com/api-reference/ticketing/users/users/#json-format */
export const userParams = z.object({
  name: optionalText,
  email: optionalText,
  external_id: optionalText,
  role: z.enum(['end-user', 'agent', 'admin']).optional(),
  verified: flag.optional(),
  skip_verify_email: flag.optional(),
  suspended: flag.optional(),
  organization_id: optionalId,
  locale: optionalText,
  locale_id: optionalId,
  time_zone: optionalText,
  phone: optionalText,
  details: optionalText,
  notes: optionalText,
  tags: tags.optional(),
  user_fields: z.record(z.string(), z.unknown()).optional(),
  ticket_restriction: optionalText,
  default_group_id: optionalId,
});

export type UserParams = z.infer<typeof userParams>;
