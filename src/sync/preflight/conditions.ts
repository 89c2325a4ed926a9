import { textOf } from '../json-parts';
import { each, type Check, type Config } from './check';
import { contradiction } from './contradiction';
import { operatorsOf, VALUES } from './definitions';
import { customFieldOf, optionsOf, RULE_KINDS, toRule, type Condition } from './rule';

const conditionField = each('condition-field', 'problem', RULE_KINDS, (entry, config) =>
  conditionsOf(entry)
    .filter(({ field }) => !operatorsOf(entry.kind, field, customFieldOf(field, config)))
    .map(({ field }) => `The conditions of ${entry.kind} have no ${field}.`),
);

const conditionOperator = each('condition-operator', 'problem', RULE_KINDS, (entry, config) =>
  conditionsOf(entry).flatMap(({ field, operator }) => {
    const custom = customFieldOf(field, config);
    const operators = operatorsOf(entry.kind, field, custom);
    if (!operators || operators.includes(operator)) return [];
    const hint =
      custom && operator.includes('changed') ? ' (no custom field tells that it changed)' : '';
    return [`${field} takes ${operators.join(', ')}, not ${operator}${hint}.`];
  }),
);

const conditionValue = each('condition-value', 'problem', RULE_KINDS, (entry, config) =>
  conditionsOf(entry).flatMap((condition) => {
    const { field, value, operator } = condition;
    const known = valuesOf(condition, config);
    const isValueless = ['changed', 'not_changed', 'present', 'not_present'].includes(operator);
    if (!known || isValueless || typeof value !== 'string' || value === '') return [];
    return known.includes(value)
      ? []
      : [`${field} is never ${value}; it is one of ${known.join(', ')}.`];
  }),
);

const unreachable = each('unreachable-rule', 'problem', RULE_KINDS, (entry) => {
  const why = contradiction(toRule(entry).all);
  return why === undefined ? [] : [`It never fires: ${why}.`];
});

const someCondition = each('no-condition', 'problem', RULE_KINDS, (entry) => {
  const { all, any } = toRule(entry);
  return all.length + any.length === 0 ? ['A rule needs at least one condition.'] : [];
});

export const CONDITION_CHECKS: readonly Check[] = [
  someCondition,
  conditionField,
  conditionOperator,
  conditionValue,
  unreachable,
];

function conditionsOf(entry: Parameters<typeof toRule>[0]): Condition[] {
  const { all, any } = toRule(entry);
  return [...all, ...any];
}

function valuesOf({ field }: Condition, config: Config): readonly string[] | undefined {
  const custom = customFieldOf(field, config);
  if (!custom) return VALUES[field];
  if (textOf(custom.attributes.type) === 'checkbox') return ['true', 'false'];
  const options = optionsOf(custom.attributes);
  return options.length > 0 ? options : undefined;
}
