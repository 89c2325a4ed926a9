import { z } from 'zod';

/**
 * One page of an account's users. Keys that nothing here needs are left out.
 * https://developers.vtex.com/docs/api-reference/license-manager-api#get-/api/license-manager/site/pvt/logins/list/paged
 */
export const pagedUsers = z.object({
  items: z.array(
    z.object({
      id: z.string().min(1),
      email: z.string().nullish(),
      name: z.string().nullish(),
      isBlocked: z.boolean().nullish(),
    }),
  ),
  paging: z.object({
    page: z.int(),
    perPage: z.int().positive(),
    total: z.int().nonnegative(),
    pages: z.int().nonnegative(),
  }),
});
export type PagedUsers = z.infer<typeof pagedUsers>;
