import type { FieldProblem } from '../../errors';
import type { RuleContent } from '../../params/rule-params';
import {
  PRIORITIES,
  STATUSES,
  type Automation,
  type RuleAction,
  type RuleCondition,
} from '../../records';
import type { State } from '../../state';
import { compareChoice } from './choice-field';
import { wordsOf } from './condition-field';
import { isElapsed } from './elapsed-field';
import { normalised } from './judge-rule';
import type { Operator } from './operators';

const ANCHORS = ['status', 'type', 'group_id', 'assignee_id', 'requester_id'];
const ORDERS: Record<string, readonly string[]> = { status: STATUSES, priority: PRIORITIES };

/**
 * What an automation must be besides a rule, so that it does not work on for ever.
 * https://developer.zendesk.com/api-reference/ticketing/business-rules/automations/#create-automation
 * @param own the automation that is being changed, if it is there already
 */
export function automationProblems(
  state: State,
  content: RuleContent,
  own?: Automation,
): FieldProblem[] {
  const { all, actions } = content;
  const problems: string[] = [];
  if (!all.some(({ field }) => isElapsed(field))) {
    problems.push('An automation needs a condition of time in all');
  }
  if (!all.some(({ field }) => ANCHORS.includes(field))) {
    problems.push(`An automation needs a condition in all for one of ${ANCHORS.join(', ')}`);
  }
  const isOnce = all.some(({ field, operator }) => isElapsed(field) && /^is\b|^is_/.test(operator));
  const isNullified = all.some((condition) =>
    actions.some((action) => nullifies(condition, action)),
  );
  if (!isOnce && !isNullified) {
    problems.push(
      'An automation needs a condition that is true only once, or an action that ends one of its conditions',
    );
  }
  const others = [...state.automations.values()].filter((other) => other !== own);
  if (others.some((other) => contentKey(other) === contentKey(content))) {
    return [
      ...problems.map((description): FieldProblem => ({ description, error: 'InvalidValue' })),
      {
        description: 'An automation with these conditions and actions exists',
        error: 'DuplicateValue',
      },
    ];
  }
  return problems.map((description) => ({ description, error: 'InvalidValue' }));
}

function contentKey({ all, any, actions }: RuleContent): string {
  const lines = (conditions: readonly RuleCondition[]) =>
    conditions.map(({ field, operator, value }) => [field, operator, value]);
  return JSON.stringify([
    lines(all),
    lines(any),
    actions.map(({ field, value }) => [field, value]),
  ]);
}

/** @returns whether the condition no longer holds once the action is done */
export function nullifies(condition: RuleCondition, action: RuleAction): boolean {
  const { field, operator } = condition;
  const wanted = wordsOf(condition.value);
  const given = wordsOf(action.value as string | string[] | null);
  if (field === 'current_tags') return endsTags(operator, wanted, action.field, given);
  const subject = action.field === 'set_schedule' ? 'schedule_id' : action.field;
  if (subject !== field) return false;
  if (operator === 'present' || operator === 'not_present') {
    return given.length > 0 === (operator === 'not_present');
  }
  if (!['is', 'is_not', 'less_than', 'greater_than'].includes(operator)) return false;
  const become = normalised(action.value as string | null) as string | null;
  const asked = normalised(condition.value) as string | null;
  return !compareChoice(operator as Operator, become, asked, ORDERS[field]);
}

function endsTags(operator: string, wanted: string[], action: string, given: string[]): boolean {
  const adds = action === 'current_tags' || action === 'set_tags';
  if (operator === 'not_includes') return adds && wanted.some((tag) => given.includes(tag));
  if (action === 'remove_tags') return wanted.every((tag) => given.includes(tag));
  return action === 'set_tags' && !wanted.some((tag) => given.includes(tag));
}
