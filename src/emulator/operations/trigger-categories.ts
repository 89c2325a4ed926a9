import { idParam, noContent, ok, type Call, type Reply } from '../call';
import { ApiError } from '../errors';
import { paginate, type Sortable } from '../pagination';
import { readParams } from '../params/read-params';
import { categoryParams } from '../params/rule-params';
import { presentTriggerCategory } from '../presenters/rule';
import type { TriggerCategory } from '../records';
import { addCategory } from '../rules/business/trigger-categories';
import type { World } from '../world';

const MOST = 500;
const ORDER: Sortable<TriggerCategory> = {
  keys: {
    position: ({ position }) => position,
    name: ({ name }) => name.toLowerCase(),
    created_at: ({ createdAt }) => createdAt,
    updated_at: ({ updatedAt }) => updatedAt,
  },
  id: ({ id }) => id,
};

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/trigger_categories/#list-trigger-categories */
export function listTriggerCategories({ state }: World, call: Call): Reply {
  const { items, envelope } = paginate(call, [...state.triggerCategories.values()], ORDER);
  const counts = (call.query.include ?? '').split(',').includes('rule_counts');
  const shown = items.map((category) => ({
    ...presentTriggerCategory(category),
    ...(counts && ruleCounts(state.triggers.values(), category)),
  }));
  return ok({ trigger_categories: shown, ...envelope });
}

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/trigger_categories/#show-trigger-category */
export function showTriggerCategory(world: World, call: Call): Reply {
  return ok({ trigger_category: presentTriggerCategory(found(world, call)) });
}

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/trigger_categories/#create-trigger-category */
export function createTriggerCategory(world: World, call: Call): Reply {
  const { state, clock } = world;
  const { values } = readParams(
    call.body,
    'trigger_category',
    categoryParams,
    'trigger_categories#create',
  );
  const name = nameOf(values.name);
  if (state.triggerCategories.size >= MOST) {
    throw refusal(403, 'ProductLimitExceeded', `There are ${MOST} trigger categories, the limit.`);
  }
  const positions = [...state.triggerCategories.values()].map(({ position }) => position);
  const position = values.position ?? Math.max(-1, ...positions) + 1;
  const category = addCategory(state, clock.stamp(), name, position);
  world.changed();
  return ok({ trigger_category: presentTriggerCategory(category) });
}

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/trigger_categories/#update-trigger-category */
export function updateTriggerCategory(world: World, call: Call): Reply {
  const old = found(world, call);
  const { values } = readParams(
    call.body,
    'trigger_category',
    categoryParams,
    'trigger_categories#update',
  );
  const category = {
    ...old,
    name: values.name === undefined ? old.name : nameOf(values.name),
    position: values.position ?? old.position,
    updatedAt: world.clock.stamp(),
  };
  world.state.triggerCategories.set(category.id, category);
  world.changed();
  return ok({ trigger_category: presentTriggerCategory(category) });
}

/** Its inactive triggers go with it. https://developer.zendesk.com/api-reference/ticketing/business-rules/trigger_categories/#delete-trigger-category */
export function deleteTriggerCategory(world: World, call: Call): Reply {
  const { state } = world;
  const { id } = found(world, call);
  const own = [...state.triggers.values()].filter(({ categoryId }) => categoryId === id);
  if (own.some(({ active }) => active)) {
    throw refusal(400, 'TriggerCategoryNotEmpty', 'The category has active triggers.');
  }
  for (const trigger of own) state.triggers.delete(trigger.id);
  state.triggerCategories.delete(id);
  world.changed();
  return noContent();
}

function found({ state }: World, call: Call): TriggerCategory {
  const category = state.triggerCategories.get(idParam(call));
  if (!category) throw refusal(404, 'TriggerCategoryNotFound', 'There is no such category.');
  return category;
}

function nameOf(name: string | null | undefined): string {
  if (!name?.trim()) throw refusal(400, 'InvalidTriggerCategory', 'Name cannot be blank');
  return name;
}

function ruleCounts(
  triggers: Iterable<{ categoryId: number; active: boolean }>,
  { id }: TriggerCategory,
) {
  const own = [...triggers].filter(({ categoryId }) => categoryId === id);
  const active = own.filter((trigger) => trigger.active).length;
  return { active_count: active, inactive_count: own.length - active };
}

function refusal(status: number, code: string, title: string): ApiError {
  return new ApiError(status, { errors: [{ code, title }] });
}
