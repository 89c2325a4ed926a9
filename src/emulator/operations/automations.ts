import { created, idParam, noContent, ok, type Call, type Reply } from '../call';
import { recordInvalid, recordNotFound } from '../errors';
import { paginate } from '../pagination';
import { readParams } from '../params/read-params';
import { automationParams, contentOf, type RuleContent } from '../params/rule-params';
import { presentAutomation, presentDefinitions } from '../presenters/rule';
import type { Automation } from '../records';
import { actionFields } from '../rules/business/action-table';
import { automationProblems } from '../rules/business/check-automation';
import { ruleProblems } from '../rules/business/check-rule';
import { conditionFields } from '../rules/business/condition-table';
import { automationsInOrder } from '../rules/business/run-automations';
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

const MOST_ACTIVE = 500;

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/automations/#list-automations */
export function listAutomations({ state }: World, call: Call): Reply {
  return listed(state, call, automationsInOrder(state).filter(isWanted(call)));
}

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/automations/#list-active-automations */
export function listActiveAutomations({ state }: World, call: Call): Reply {
  return listed(
    state,
    call,
    automationsInOrder(state).filter(({ active }) => active),
  );
}

/** What automations can ask and do here, in the shape of the triggers' definitions. */
export function listAutomationDefinitions({ state }: World): Reply {
  const definitions = presentDefinitions(
    conditionFields(state, 'automation'),
    actionFields(state, 'automation'),
  );
  return ok({ definitions });
}

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/automations/#show-automation */
export function showAutomation({ state }: World, call: Call): Reply {
  return ok({ automation: presentAutomation(call.origin, found(state, call)) });
}

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/automations/#create-automation */
export function createAutomation(world: World, call: Call): Reply {
  const { state, clock } = world;
  const { values, warning } = readParams(
    call.body,
    'automation',
    automationParams,
    'automations#create',
  );
  const content = contentOfNew(values);
  const title = titleOf(values.title);
  checkContent(state, content);
  const active = values.active ?? true;
  if (active) refuseTooMany(state.automations, MOST_ACTIVE, 'automations');
  const stamp = clock.stamp();
  const automation: Automation = {
    id: nextId(state),
    title,
    description: null,
    active,
    position: values.position ?? placeBehind([...state.automations.values()]),
    isDefault: false,
    ...content,
    revisionId: 1,
    createdAt: stamp,
    updatedAt: stamp,
  };
  state.automations.set(automation.id, automation);
  world.changed();
  const shown = presentAutomation(call.origin, automation);
  const reply = created({ automation: shown }, shown.url);
  return { ...reply, headers: { ...reply.headers, ...warning } };
}

/**
 * Whoever sends a condition or an action sends them all.
 * https://developer.zendesk.com/api-reference/ticketing/business-rules/automations/#update-automation
 */
export function updateAutomation(world: World, call: Call): Reply {
  const { state, clock } = world;
  const old = found(state, call);
  const { values, warning } = readParams(
    call.body,
    'automation',
    automationParams,
    'automations#update',
  );
  const content = contentOf(values);
  if (content) checkContent(state, content, old);
  const active = values.active ?? old.active;
  if (active && !old.active) refuseTooMany(state.automations, MOST_ACTIVE, 'automations');
  const automation: Automation = {
    ...old,
    ...content,
    title: values.title === undefined ? old.title : titleOf(values.title),
    active,
    position: values.position ?? old.position,
    revisionId: old.revisionId + 1,
    updatedAt: clock.stamp(),
  };
  state.automations.set(automation.id, automation);
  world.changed();
  return { ...ok({ automation: presentAutomation(call.origin, automation) }), headers: warning };
}

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/automations/#delete-automation */
export function deleteAutomation(world: World, call: Call): Reply {
  world.state.automations.delete(found(world.state, call).id);
  world.changed();
  return noContent();
}

function listed(state: State, call: Call, automations: Automation[]): Reply {
  const { items, envelope } = paginate(call, automations, inRuleOrder(automationsInOrder(state)));
  const shown = items.map((automation) => presentAutomation(call.origin, automation));
  return ok({ automations: shown, ...envelope });
}

function found(state: State, call: Call): Automation {
  const automation = state.automations.get(idParam(call));
  if (!automation) throw recordNotFound();
  return automation;
}

function checkContent(state: State, content: RuleContent, own?: Automation): void {
  const problems = [
    ...ruleProblems(state, 'automation', content),
    ...automationProblems(state, content, own),
  ];
  if (problems.length > 0) throw recordInvalid({ base: problems });
}
