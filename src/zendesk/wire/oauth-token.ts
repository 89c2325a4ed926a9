import { z } from 'zod';

/** https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/ */
export const oauthTokenBody = z.object({
  access_token: z.string().min(1),
  /** Seconds; absent for tokens that do not expire. */
  expires_in: z.number().positive().nullish(),
});
