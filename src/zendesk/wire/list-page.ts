import { z } from 'zod';

/** https://developer.zendesk.com/api-reference/introduction/pagination/ */
export const listPage = z.looseObject({
  meta: z.object({ has_more: z.boolean(), after_cursor: z.string().nullish() }).nullish(),
  next_page: z.string().nullish(),
});
