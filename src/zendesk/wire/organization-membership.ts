import { z } from 'zod';

/** https://developer.zendesk.com/api-reference/ticketing/organizations/organization_memberships/#json-format */
const organizationMembership = z.object({
  id: z.int(),
  user_id: z.int(),
  organization_id: z.int(),
  default: z.boolean().nullish(),
});

/** https://developer.zendesk.com/api-reference/ticketing/organizations/organization_memberships/#list-memberships */
export const organizationMembershipListBody = z.object({
  organization_memberships: z.array(organizationMembership),
});
