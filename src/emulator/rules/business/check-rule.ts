import type { FieldProblem } from '../../errors';
import type { RuleContent } from '../../params/rule-params';
import type { RuleAction, RuleCondition } from '../../records';
import type { State } from '../../state';
import type { ActionField } from './action-field';
import { actionFields } from './action-table';
import { wordsOf, type ConditionField, type Scope } from './condition-field';
import { conditionFields } from './condition-table';
import { normalised, type Conditions } from './judge-rule';
import { isTerminal, type Operator } from './operators';

/** https://support.zendesk.com/hc/en-us/articles/4408886797466 */
const MOST_CHARACTERS = 65_535;

/** @returns what is wrong with a rule's conditions and actions, by the tables and no others */
export function ruleProblems(
  state: State,
  scope: 'trigger' | 'automation',
  content: RuleContent,
): FieldProblem[] {
  const actions = actionFields(state, scope);
  const problems = [
    ...conditionProblems(state, scope, content),
    ...content.actions.flatMap((action) => actionProblem(action, actions) ?? []),
  ];
  if (JSON.stringify(content).length > MOST_CHARACTERS) {
    problems.push(invalid('The rule is larger than 65 KB'));
  }
  return problems;
}

/** @returns what is wrong with the conditions of a rule or a view */
export function conditionProblems(
  state: State,
  scope: Scope,
  { all, any }: Conditions,
): FieldProblem[] {
  const fields = conditionFields(state, scope);
  return [
    ...all.flatMap((condition) => conditionProblem(condition, fields) ?? []),
    ...any.flatMap(
      (condition) =>
        conditionProblem(
          condition,
          fields.filter(({ onlyAll }) => !onlyAll),
        ) ?? [],
    ),
  ];
}

function conditionProblem(
  condition: RuleCondition,
  fields: readonly ConditionField[],
): FieldProblem | undefined {
  const field = fields.find(({ subject }) => subject === condition.field);
  if (!field) return invalid(`Condition: ${condition.field} is not a field of this account`);
  const { operator } = condition;
  if (!(field.operators as readonly string[]).includes(operator)) {
    return invalid(`Condition: ${operator} is not an operator of ${condition.field}`);
  }
  if (isTerminal(operator as Operator)) return undefined;
  const value = normalised(condition.value);
  if (value === null || value.length === 0) {
    return field.nullable
      ? undefined
      : invalid(`Condition: ${condition.field} needs a value`, 'BlankValue');
  }
  return isAccepted(field, operator as Operator, value)
    ? undefined
    : invalid(`Condition: ${String(value)} is not a value of ${condition.field}`);
}

function isAccepted(field: ConditionField, operator: Operator, value: string | string[]): boolean {
  if (operator.startsWith('within_')) return /^\d{1,4}$/.test(String(value));
  const isSet = operator === 'includes' || operator === 'not_includes';
  const values = field.values && isSet ? wordsOf(value) : [value].flat();
  if (values.length > 1 && !isSet) return false;
  const { values: offered, accepts } = field;
  if (offered) return values.every((one) => offered.some((choice) => choice.value === one));
  return accepts ? values.every(accepts) : true;
}

function actionProblem(
  action: RuleAction,
  fields: readonly ActionField[],
): FieldProblem | undefined {
  const field = fields.find(({ subject }) => subject === action.field);
  if (!field) return invalid(`Action: ${action.field} is not an action of this account`);
  const refused = invalid(`Action: ${JSON.stringify(action.value)} is no value of ${action.field}`);
  const { value } = action;
  if (field.shape === 'value') return isSettable(field, value) ? undefined : refused;
  if (!Array.isArray(value)) return refused;
  const [target, second, third] = value;
  const isOffered = field.values?.some((choice) => choice.value === target);
  if (!isOffered || second === undefined || second === '') return refused;
  if (field.shape === 'call') return value.length === 2 ? undefined : refused;
  const isMessage = value.length === 3 && typeof second === 'string' && typeof third === 'string';
  return isMessage ? undefined : refused;
}

function isSettable(field: ActionField, value: RuleAction['value']): boolean {
  const parts = Array.isArray(value) ? value : value === null ? [] : [value];
  const texts = parts.filter((part) => typeof part === 'string');
  if (texts.length !== parts.length) return false;
  if (field.type !== 'tags' && field.type !== 'multiselect_list' && texts.length > 1) return false;
  const given = texts.filter((part) => normalised(part) !== null);
  if (given.length === 0) return field.nullable;
  const { values } = field;
  return !values || given.every((one) => values.some((choice) => choice.value === one));
}

function invalid(description: string, error: FieldProblem['error'] = 'InvalidValue'): FieldProblem {
  return { description, error };
}
