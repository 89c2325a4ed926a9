import { created, idParam, noContent, ok, type Call, type Reply } from '../call';
import { ApiError, invalidField, recordInvalid, recordNotFound } from '../errors';
import { paginate, type Sortable } from '../pagination';
import { readParams } from '../params/read-params';
import { contentOf, reorderParams, triggerParams, type RuleContent } from '../params/rule-params';
import { presentDefinitions, presentTrigger } from '../presenters/rule';
import type { Trigger } from '../records';
import { actionFields } from '../rules/business/action-table';
import { ruleProblems } from '../rules/business/check-rule';
import { conditionFields } from '../rules/business/condition-table';
import { triggersInOrder } from '../rules/business/run-triggers';
import { firstCategoryId } from '../rules/business/trigger-categories';
import { nextId, type State } from '../state';
import type { World } from '../world';
import {
  contentOfNew,
  inRuleOrder,
  isWanted,
  placeBehind,
  refuseTooMany,
  titleOf,
} from './rule-lists';

const MOST_ACTIVE = 7_000;

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#list-triggers */
export function listTriggers({ state }: World, call: Call): Reply {
  return listed(state, call, triggersInOrder(state).filter(isWanted(call)));
}

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#list-active-triggers */
export function listActiveTriggers({ state }: World, call: Call): Reply {
  return listed(
    state,
    call,
    triggersInOrder(state).filter(({ active }) => active),
  );
}

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#list-trigger-action-and-condition-definitions */
export function listTriggerDefinitions({ state }: World): Reply {
  const definitions = presentDefinitions(
    conditionFields(state, 'trigger'),
    actionFields(state, 'trigger'),
  );
  return ok({ definitions });
}

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#show-trigger */
export function showTrigger({ state }: World, call: Call): Reply {
  return ok({ trigger: presentTrigger(call.origin, found(state, call)) });
}

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#create-trigger */
export function createTrigger(world: World, call: Call): Reply {
  const { state, clock } = world;
  const { values, warning } = readParams(call.body, 'trigger', triggerParams, 'triggers#create');
  const content = contentOfNew(values);
  const title = titleOf(values.title);
  checkContent(state, content);
  const active = values.active ?? true;
  if (active) refuseTooMany(state.triggers, MOST_ACTIVE, 'triggers');
  const categoryId = categoryOf(world, values.category_id);
  const stamp = clock.stamp();
  const trigger: Trigger = {
    id: nextId(state),
    title,
    description: values.description ?? null,
    active,
    position: values.position ?? nextPosition(state, categoryId),
    isDefault: false,
    ...content,
    categoryId,
    revisionId: 1,
    createdAt: stamp,
    updatedAt: stamp,
  };
  state.triggers.set(trigger.id, trigger);
  world.changed();
  const shown = presentTrigger(call.origin, trigger);
  const reply = created({ trigger: shown }, shown.url);
  return { ...reply, headers: { ...reply.headers, ...warning } };
}

/**
 * Whoever sends a condition or an action sends them all: the arrays that are not sent are cleared.
 * https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#update-trigger
 */
export function updateTrigger(world: World, call: Call): Reply {
  const { state, clock } = world;
  const old = found(state, call);
  const { values, warning } = readParams(call.body, 'trigger', triggerParams, 'triggers#update');
  const content = contentOf(values);
  if (content) checkContent(state, content);
  const active = values.active ?? old.active;
  if (active && !old.active) refuseTooMany(state.triggers, MOST_ACTIVE, 'triggers');
  const trigger: Trigger = {
    ...old,
    ...content,
    title: values.title === undefined ? old.title : titleOf(values.title),
    description: values.description === undefined ? old.description : values.description,
    active,
    position: values.position ?? old.position,
    categoryId: values.category_id ? categoryOf(world, values.category_id) : old.categoryId,
    revisionId: old.revisionId + 1,
    updatedAt: clock.stamp(),
  };
  state.triggers.set(trigger.id, trigger);
  world.changed();
  return { ...ok({ trigger: presentTrigger(call.origin, trigger) }), headers: warning };
}

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#delete-trigger */
export function deleteTrigger(world: World, call: Call): Reply {
  world.state.triggers.delete(found(world.state, call).id);
  world.changed();
  return noContent();
}

/**
 * Takes every trigger of the account, and only where there is one category.
 * https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#reorder-triggers
 */
export function reorderTriggers(world: World, call: Call): Reply {
  const { state } = world;
  const { values } = readParams({ order: call.body }, 'order', reorderParams, 'triggers#reorder');
  if (state.triggerCategories.size > 1) throw limitOneCategory();
  const ids = values.trigger_ids;
  const isWhole = new Set(ids).size === state.triggers.size && ids.length === state.triggers.size;
  if (!isWhole || !ids.every((id) => state.triggers.has(id))) throw recordNotFound();
  ids.forEach((id, index) => {
    const trigger = state.triggers.get(id);
    if (trigger) state.triggers.set(id, { ...trigger, position: index + 1 });
  });
  world.changed();
  return listed(state, call, triggersInOrder(state));
}

function listed(state: State, call: Call, triggers: Trigger[]): Reply {
  const order: Sortable<Trigger> = inRuleOrder(triggersInOrder(state));
  const { items, envelope } = paginate(call, triggers, order);
  const shown = items.map((trigger) => presentTrigger(call.origin, trigger));
  return ok({ triggers: shown, ...envelope });
}

function found(state: State, call: Call): Trigger {
  const trigger = state.triggers.get(idParam(call));
  if (!trigger) throw recordNotFound();
  return trigger;
}

function checkContent(state: State, content: RuleContent): void {
  const problems = ruleProblems(state, 'trigger', content);
  if (problems.length > 0) throw recordInvalid({ base: problems });
}

function categoryOf(world: World, id: number | undefined): number {
  if (id === undefined) return firstCategoryId(world.state, world.clock.stamp());
  if (world.state.triggerCategories.has(id)) return id;
  throw invalidField('category_id', 'Category: is invalid');
}

function nextPosition(state: State, categoryId: number): number {
  const own = [...state.triggers.values()].filter((trigger) => trigger.categoryId === categoryId);
  return placeBehind(own);
}

function limitOneCategory(): ApiError {
  return new ApiError(400, {
    errors: [
      {
        code: 'LimitOneCategory',
        title: 'Triggers of more than one category are reordered by a job',
      },
    ],
  });
}
