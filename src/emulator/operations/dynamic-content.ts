import { created, idParam, noContent, ok, type Call, type Reply } from '../call';
import { recordNotFound } from '../errors';
import { paginate, type Sortable } from '../pagination';
import { changedItemParams, newItemParams } from '../params/dynamic-content-params';
import { readParams } from '../params/read-params';
import { presentItem } from '../presenters/dynamic-content';
import type { DynamicContentItem } from '../records';
import { createItemRecord, renameItem } from '../rules/dynamic-content-items';
import type { State } from '../state';
import type { World } from '../world';

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content/#list-items */
export function listDynamicContents({ state }: World, call: Call): Reply {
  const order: Sortable<DynamicContentItem> = { keys: { id: ({ id }) => id }, id: ({ id }) => id };
  const { items, envelope } = paginate(call, [...state.dynamicContent.values()], order);
  return ok({ items: items.map((item) => presentItem(call.origin, item)), ...envelope });
}

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content/#show-item */
export function showDynamicContentItem({ state }: World, call: Call): Reply {
  return ok({ item: presentItem(call.origin, findItem(state, call)) });
}

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content/#create-item */
export function createDynamicContent(world: World, call: Call): Reply {
  const { values, warning } = readParams(call.body, 'item', newItemParams, 'items#create');
  const shown = presentItem(call.origin, createItemRecord(world, values));
  const reply = created({ item: shown }, shown.url);
  return { ...reply, headers: { ...reply.headers, ...warning } };
}

/**
 * Variants are passed over here; they have endpoints of their own.
 * https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content/#update-item
 */
export function updateDynamicContentItem(world: World, call: Call): Reply {
  const item = findItem(world.state, call);
  const { values, warning } = readParams(call.body, 'item', changedItemParams, 'items#update');
  if (values.name !== undefined) renameItem(world, item, values.name);
  return { ...ok({ item: presentItem(call.origin, item) }), headers: warning };
}

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content/#delete-item */
export function deleteDynamicContentItem(world: World, call: Call): Reply {
  world.state.dynamicContent.delete(findItem(world.state, call).id);
  world.changed();
  return noContent();
}

/** @returns the item of the address. Throws 404. */
export function findItem(state: State, call: Call): DynamicContentItem {
  const item = state.dynamicContent.get(idParam(call));
  if (!item) throw recordNotFound();
  return item;
}
