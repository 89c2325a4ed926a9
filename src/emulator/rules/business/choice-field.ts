import type { Ticket } from '../../records';
import { single, type ConditionField, type ConditionValue } from './condition-field';
import type { Occasion, Predicate } from './occasion';
import { CHANGE, EQUAL, ORDER, type Operator } from './operators';

type Read = (ticket: Ticket, occasion: Occasion) => string | null;

interface ChoiceOptions extends Pick<
  ConditionField,
  'subject' | 'title' | 'type' | 'nullable' | 'values' | 'accepts'
> {
  /** From least to most; what is unset comes before them all. */
  order?: readonly string[];
  /** Values that stand for whoever is meant at the moment. */
  resolve?: (value: string, occasion: Occasion) => string | null;
  read: Read;
}

/** @returns a field of the ticket that has one value of several */
export function choiceField(options: ChoiceOptions, withChanges: boolean): ConditionField {
  const { order, resolve, read, ...told } = options;
  const operators = [...EQUAL, ...(order ? ORDER : []), ...(withChanges ? CHANGE : [])];
  return {
    ...told,
    group: 'ticket',
    operators,
    judge: (operator, value) => {
      const wanted = single(value);
      const expected = (occasion: Occasion) =>
        wanted !== null && resolve ? resolve(wanted, occasion) : wanted;
      return judgeChoice(operator, read, expected, order);
    },
  };
}

/** Changes are measured from what the ticket was before the update; a new one was nothing. */
function judgeChoice(
  operator: Operator,
  read: Read,
  expected: (occasion: Occasion) => string | null,
  order: readonly string[] | undefined,
): Predicate {
  const now = (occasion: Occasion) => read(occasion.ticket, occasion);
  const old = (occasion: Occasion) => occasion.before && read(occasion.before, occasion);
  const changed: Predicate = (occasion) => now(occasion) !== (old(occasion) ?? null);
  const to: Predicate = (occasion) => changed(occasion) && now(occasion) === expected(occasion);
  const from: Predicate = (occasion) =>
    changed(occasion) && (old(occasion) ?? null) === expected(occasion);
  switch (operator) {
    case 'changed':
      return changed;
    case 'not_changed':
      return (occasion) => !changed(occasion);
    case 'value':
      return to;
    case 'not_value':
      return (occasion) => !to(occasion);
    case 'value_previous':
      return from;
    case 'not_value_previous':
      return (occasion) => !from(occasion);
    default:
      return (occasion) => compareChoice(operator, now(occasion), expected(occasion), order);
  }
}

/** @returns whether one value stands to another as the operator says */
export function compareChoice(
  operator: Operator,
  actual: string | null,
  expected: string | null,
  order: readonly string[] = [],
): boolean {
  const rank = (value: string | null) => (value === null ? -1 : order.indexOf(value));
  if (operator === 'is') return actual === expected;
  if (operator === 'is_not') return actual !== expected;
  if (operator === 'less_than') return rank(actual) < rank(expected);
  return rank(actual) > rank(expected);
}

/** @returns a field that is asked about the update or the requester, with `is` and perhaps `is_not` */
export function factField(
  told: Pick<ConditionField, 'subject' | 'title'> & Partial<ConditionField>,
  holds: (value: string | null, occasion: Occasion) => boolean,
): ConditionField {
  return {
    group: 'ticket',
    type: told.values ? 'list' : 'text',
    nullable: false,
    operators: ['is'],
    ...told,
    judge: (operator, value: ConditionValue) => {
      const wanted = single(value);
      return operator === 'is_not'
        ? (occasion) => !holds(wanted, occasion)
        : (occasion) => holds(wanted, occasion);
    },
  };
}
