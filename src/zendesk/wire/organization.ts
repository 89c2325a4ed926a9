import { z } from 'zod';

/** https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/#json-format */
export const organization = z.object({
  id: z.int(),
  name: z.string(),
  external_id: z.string().nullish(),
  shared_tickets: z.boolean().nullish(),
  shared_comments: z.boolean().nullish(),
  domain_names: z.array(z.string()).nullish(),
});
export type WireOrganization = z.infer<typeof organization>;

/** https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/#create-or-update-organization */
export const organizationBody = z.object({ organization });

/** https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/#show-many-organizations */
export const organizationListBody = z.object({ organizations: z.array(organization) });
