import type { DynamicContentItem, DynamicContentVariant } from '../records';

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content/#json-format */
export function presentItem(origin: string, item: DynamicContentItem) {
  const variants = item.variants.map((variant) => presentVariant(origin, item, variant));
  return {
    url: `${origin}/api/v2/dynamic_content/items/${item.id}.json`,
    id: item.id,
    name: item.name,
    placeholder: `{{dc.${item.slug}}}`,
    default_locale_id: item.defaultLocaleId,
    outdated: variants.some(({ outdated }) => outdated),
    created_at: item.createdAt,
    updated_at: item.updatedAt,
    variants,
  };
}

/**
 * A variant is outdated when the default one was written after it.
 * https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content_item_variants/#json-format
 */
export function presentVariant(
  origin: string,
  item: DynamicContentItem,
  variant: DynamicContentVariant,
) {
  const main = item.variants.find(({ localeId }) => localeId === item.defaultLocaleId);
  return {
    url: `${origin}/api/v2/dynamic_content/items/${item.id}/variants/${variant.id}.json`,
    id: variant.id,
    content: variant.content,
    locale_id: variant.localeId,
    outdated: main !== undefined && variant.updatedAt < main.updatedAt,
    active: variant.active,
    default: variant === main,
    created_at: variant.createdAt,
    updated_at: variant.updatedAt,
  };
}
