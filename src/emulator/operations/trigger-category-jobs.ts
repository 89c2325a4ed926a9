import { ok, type Call, type Reply } from '../call';
import { ApiError } from '../errors';
import { readParams } from '../params/read-params';
import { categoryJobParams } from '../params/rule-params';
import { presentTrigger, presentTriggerCategory } from '../presenters/rule';
import type { State } from '../state';
import type { World } from '../world';

/**
 * Moves categories and triggers, all of them or none. It is no job like others: it is done when it
 * is answered. https://developer.zendesk.com/api-reference/ticketing/business-rules/trigger_categories/#create-batch-job-for-trigger-categories
 */
export function batchOperateTriggerCategories(world: World, call: Call): Reply {
  const { state, clock } = world;
  const { values } = readParams(call.body, 'job', categoryJobParams, 'trigger_categories#job');
  const { trigger_categories: places, triggers: moves } = values.items;
  const errors = [...unknownCategories(state, places), ...wrongMoves(state, moves)];
  if (errors.length > 0) throw new ApiError(400, { status: 'failed', results: {}, errors });
  const stamp = clock.stamp();
  const categories = places.flatMap(({ id, position }) => {
    const old = state.triggerCategories.get(id);
    if (!old) return [];
    const category = { ...old, position, updatedAt: stamp };
    state.triggerCategories.set(id, category);
    return [presentTriggerCategory(category)];
  });
  const triggers = moves.flatMap(({ id, active, position, category_id: categoryId }) => {
    const old = state.triggers.get(id);
    if (!old) return [];
    const trigger = {
      ...old,
      active: active ?? old.active,
      position: position ?? old.position,
      categoryId: categoryId ?? old.categoryId,
      updatedAt: stamp,
    };
    state.triggers.set(id, trigger);
    return [presentTrigger(call.origin, trigger)];
  });
  world.changed();
  return ok({ status: 'complete', results: { trigger_categories: categories, triggers } });
}

function unknownCategories(state: State, places: readonly { id: number }[]) {
  return places
    .filter(({ id }) => !state.triggerCategories.has(id))
    .map(({ id }) => ({
      code: 'TriggerCategoryNotFound',
      title: 'There is no such category.',
      trigger_category_id: String(id),
    }));
}

function wrongMoves(state: State, moves: readonly { id: number; category_id?: number }[]) {
  return moves.flatMap(({ id, category_id: categoryId }) => {
    const trigger_id = String(id);
    if (!state.triggers.has(id)) {
      return [{ code: 'TriggerNotFound', title: 'There is no such trigger.', trigger_id }];
    }
    if (categoryId === undefined || state.triggerCategories.has(categoryId)) return [];
    return [{ code: 'InvalidTrigger', title: 'category_id is not valid', trigger_id }];
  });
}
