import { z } from 'zod';

/**
 * The id is null for nobody: without a valid password the answer is "Anonymous user", not a 401.
 * https://developer.zendesk.com/api-reference/ticketing/users/users/#show-self
 */
export const currentUserBody = z.object({
  user: z.looseObject({ id: z.int().nullable(), role: z.string().nullish() }),
});
