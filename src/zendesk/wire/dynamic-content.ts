import { z } from 'zod';

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content_item_variants/#json-format */
const variant = z.looseObject({
  id: z.int(),
  content: z.string(),
  locale_id: z.int(),
  active: z.boolean().optional(),
  default: z.boolean().optional(),
});

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content/#json-format */
export const dynamicContentItem = z.looseObject({
  id: z.int(),
  name: z.string(),
  placeholder: z.string(),
  default_locale_id: z.int(),
  variants: z.array(variant),
});

export const dynamicContentItemBody = z.object({ item: dynamicContentItem });

/** https://developer.zendesk.com/api-reference/ticketing/account-configuration/locales/#list-locales */
export const localeListBody = z.object({
  locales: z.array(z.object({ id: z.int(), locale: z.string() })),
});
