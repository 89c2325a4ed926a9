import type { Automation, Trigger, TriggerCategory } from '../records';
import type { ActionField } from '../rules/business/action-field';
import type { Choice, ConditionField } from '../rules/business/condition-field';
import { presentOperator } from '../rules/business/operators';

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#json-format */
export function presentTrigger(origin: string, trigger: Trigger) {
  return {
    ...presentRule(`${origin}/api/v2/triggers/${trigger.id}.json`, trigger),
    description: trigger.description,
    position: trigger.position,
    raw_title: trigger.title,
    category_id: String(trigger.categoryId),
  };
}

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/automations/#json-format */
export function presentAutomation(origin: string, automation: Automation) {
  return {
    ...presentRule(`${origin}/api/v2/automations/${automation.id}.json`, automation),
    position: automation.position,
    raw_title: automation.title,
  };
}

function presentRule(url: string, rule: Automation) {
  return {
    url,
    id: rule.id,
    title: rule.title,
    active: rule.active,
    updated_at: rule.updatedAt,
    created_at: rule.createdAt,
    default: rule.isDefault,
    actions: rule.actions,
    conditions: { all: rule.all, any: rule.any },
  };
}

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/trigger_categories/#json-format */
export function presentTriggerCategory(category: TriggerCategory) {
  return {
    id: String(category.id),
    name: category.name,
    position: category.position,
    created_at: category.createdAt,
    updated_at: category.updatedAt,
  };
}

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#list-trigger-action-and-condition-definitions */
export function presentDefinitions(
  conditions: readonly ConditionField[],
  actions: readonly ActionField[],
) {
  return {
    conditions_all: conditions.map(presentConditionField),
    conditions_any: conditions.filter(({ onlyAll }) => !onlyAll).map(presentConditionField),
    actions: actions.map(({ title, subject, type, group, nullable, repeatable, values }) => ({
      ...{ title, subject, type, group, nullable, repeatable },
      ...presentValues(values, nullable),
    })),
  };
}

function presentConditionField(field: ConditionField) {
  const { title, subject, type, group, nullable, operators, values } = field;
  return {
    ...{ title, subject, type, group, nullable },
    repeatable: type !== 'list',
    operators: operators.map(presentOperator),
    ...presentValues(values, nullable),
  };
}

function presentValues(values: readonly Choice[] | undefined, nullable: boolean) {
  if (!values) return {};
  const none = nullable ? [{ value: '', title: '-' }] : [];
  return { values: [...none, ...values].map((choice) => ({ ...choice, enabled: true })) };
}
