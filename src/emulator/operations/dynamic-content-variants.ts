import { created, idParam, noContent, ok, type Call, type Reply } from '../call';
import { recordNotFound } from '../errors';
import { paginate, type Sortable } from '../pagination';
import { changedVariantParams, newVariantParams } from '../params/dynamic-content-params';
import { readParams } from '../params/read-params';
import { presentVariant } from '../presenters/dynamic-content';
import type { DynamicContentItem, DynamicContentVariant } from '../records';
import { changeVariant, newVariant, removeVariant } from '../rules/dynamic-content-variants';
import type { World } from '../world';
import { findItem } from './dynamic-content';

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content_item_variants/#list-variants */
export function listVariants({ state }: World, call: Call): Reply {
  const item = findItem(state, call);
  const order: Sortable<DynamicContentVariant> = {
    keys: { id: ({ id }) => id },
    id: ({ id }) => id,
  };
  const { items, envelope } = paginate(call, item.variants, order);
  const shown = items.map((variant) => presentVariant(call.origin, item, variant));
  return ok({ variants: shown, ...envelope });
}

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content_item_variants/#show-variant */
export function showVariant({ state }: World, call: Call): Reply {
  const item = findItem(state, call);
  return ok({ variant: presentVariant(call.origin, item, find(item, call)) });
}

/** One for each language. https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content_item_variants/#create-variant */
export function createVariant(world: World, call: Call): Reply {
  const item = findItem(world.state, call);
  const { values, warning } = readParams(call.body, 'variant', newVariantParams, 'variants#create');
  const variant = newVariant(world, item, values);
  item.variants.push(variant);
  if (values.default) item.defaultLocaleId = variant.localeId;
  item.updatedAt = world.clock.stamp();
  world.changed();
  const shown = presentVariant(call.origin, item, variant);
  const reply = created({ variant: shown }, shown.url);
  return { ...reply, headers: { ...reply.headers, ...warning } };
}

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content_item_variants/#update-variant */
export function updateVariant(world: World, call: Call): Reply {
  const item = findItem(world.state, call);
  const before = find(item, call);
  const { values, warning } = readParams(
    call.body,
    'variant',
    changedVariantParams,
    'variants#update',
  );
  const variant = changeVariant(world, item, before, values);
  return { ...ok({ variant: presentVariant(call.origin, item, variant) }), headers: warning };
}

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content_item_variants/#delete-variant */
export function deleteVariant(world: World, call: Call): Reply {
  const item = findItem(world.state, call);
  removeVariant(world, item, find(item, call));
  return noContent();
}

function find({ variants }: DynamicContentItem, call: Call): DynamicContentVariant {
  const variant = variants.find(({ id }) => id === idParam(call, 'variantId'));
  if (!variant) throw recordNotFound();
  return variant;
}
