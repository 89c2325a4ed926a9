import { single, wordsOf, type ConditionField, type ConditionValue } from './condition-field';
import type { Occasion, Predicate } from './occasion';
import { EQUAL, ORDER, ORDER_OR_EQUAL, type Operator } from './operators';

type Told = Pick<ConditionField, 'subject' | 'title'>;

/** @returns a text searched for words (`includes`, `not_includes`) or for a piece of it (`is`, `is_not`) */
export function wordsField(told: Told, read: (occasion: Occasion) => string): ConditionField {
  return {
    ...told,
    group: 'ticket',
    type: 'text',
    nullable: false,
    operators: ['includes', 'not_includes', ...EQUAL],
    judge: (operator, value) => {
      const holds = operator.endsWith('includes') ? anyWord(value) : piece(value);
      const negative = operator === 'not_includes' || operator === 'is_not';
      return (occasion) => holds(read(occasion)) !== negative;
    },
  };
}

/** @returns whether a text has one of the words of the value, case not minding */
export function anyWord(value: ConditionValue): (text: string) => boolean {
  const wanted = wordsOf(value).map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  if (wanted.length === 0) return () => false;
  const edge = '[^\\p{L}\\p{N}_]';
  const pattern = new RegExp(`(?:^|${edge})(?:${wanted.join('|')})(?:${edge}|$)`, 'iu');
  return (text) => pattern.test(text);
}

/** @returns whether a text has the value in it as it stands, case not minding */
export function piece(value: ConditionValue): (text: string) => boolean {
  const wanted = (Array.isArray(value) ? value.join(' ') : (value ?? '')).toLowerCase();
  return (text) => text.toLowerCase().includes(wanted);
}

/** @returns the tags of a ticket */
export function tagsField(told: Told): ConditionField {
  return {
    ...told,
    group: 'ticket',
    type: 'tags',
    nullable: false,
    operators: ['includes', 'not_includes'],
    judge: (operator, value) => {
      const wanted = wordsOf(value);
      const expected = operator === 'includes';
      return ({ ticket }) => ticket.tags.some((tag) => wanted.includes(tag)) === expected;
    },
  };
}

/** @returns a whole number */
export function countField(
  told: Told,
  read: (occasion: Occasion) => number,
  orEqual = false,
): ConditionField {
  return {
    ...told,
    group: 'ticket',
    type: 'text',
    nullable: false,
    operators: [...ORDER, 'is', ...(orEqual ? ORDER_OR_EQUAL : [])],
    accepts: (value) => /^\d+$/.test(value),
    judge: (operator, value) => judgeNumber(operator, Number(single(value)), read),
  };
}

function judgeNumber(
  operator: Operator,
  expected: number,
  read: (occasion: Occasion) => number,
): Predicate {
  return (occasion) => compareNumbers(operator, read(occasion), expected);
}

/** @returns whether one number stands to another as the operator says */
export function compareNumbers(operator: Operator, actual: number, expected: number): boolean {
  switch (operator) {
    case 'less_than':
      return actual < expected;
    case 'less_than_equal':
      return actual <= expected;
    case 'greater_than':
      return actual > expected;
    case 'greater_than_equal':
      return actual >= expected;
    case 'is_not':
      return actual !== expected;
    default:
      return actual === expected;
  }
}
