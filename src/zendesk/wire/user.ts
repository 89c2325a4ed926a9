import { z } from 'zod';

/** https://developer.zendesk.com/api-reference/ticketing/users/users/#json-format */
export const user = z.object({
  id: z.int(),
  name: z.string(),
  email: z.string().nullish(),
  external_id: z.string().nullish(),
  /** `end-user`, `agent` or `admin`. */
  role: z.string().nullish(),
  /** Such as `pt-BR`. */
  locale: z.string().nullish(),
  verified: z.boolean().nullish(),
  suspended: z.boolean().nullish(),
  /** False once they are deleted, or merged into somebody else. */
  active: z.boolean().nullish(),
});
export type WireUser = z.infer<typeof user>;

/** https://developer.zendesk.com/api-reference/ticketing/users/users/#create-or-update-user */
export const userBody = z.object({ user });

/** https://developer.zendesk.com/api-reference/ticketing/users/users/#show-many-users */
export const userListBody = z.object({ users: z.array(user) });
