import { z } from 'zod';
import { flag, id, text } from './read-params';

export const newVariantParams = z.object({
  locale_id: id,
  content: text,
  active: flag.default(true),
  default: flag.default(false),
});
export type NewVariantParams = z.infer<typeof newVariantParams>;

export const changedVariantParams = z.object({
  locale_id: id.optional(),
  content: text.optional(),
  active: flag.optional(),
  default: flag.optional(),
});
export type ChangedVariantParams = z.infer<typeof changedVariantParams>;

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content/#create-item */
export const newItemParams = z.object({
  name: text,
  default_locale_id: id.optional(),
  variants: z.array(newVariantParams).optional(),
});
export type NewItemParams = z.infer<typeof newItemParams>;

/** The name alone. https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content/#update-item */
export const changedItemParams = z.object({ name: text.optional() });
