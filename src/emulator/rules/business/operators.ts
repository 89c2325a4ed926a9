/** Every operator of the engine, with its title and whether it stands without a value. */
const OPERATORS = {
  is: { title: 'Is', terminal: false },
  is_not: { title: 'Is not', terminal: false },
  less_than: { title: 'Less than', terminal: false },
  greater_than: { title: 'Greater than', terminal: false },
  less_than_equal: { title: 'Less than or equal to', terminal: false },
  greater_than_equal: { title: 'Greater than or equal to', terminal: false },
  changed: { title: 'Changed', terminal: true },
  value: { title: 'Changed to', terminal: false },
  value_previous: { title: 'Changed from', terminal: false },
  not_changed: { title: 'Not changed', terminal: true },
  not_value: { title: 'Not changed to', terminal: false },
  not_value_previous: { title: 'Not changed from', terminal: false },
  includes: { title: 'Contains at least one of the following', terminal: false },
  not_includes: { title: 'Contains none of the following', terminal: false },
  includes_words: { title: 'Contains at least one of the following words', terminal: false },
  not_includes_words: { title: 'Contains none of the following words', terminal: false },
  includes_string: { title: 'Contains the following string', terminal: false },
  not_includes_string: { title: 'Does not contain the following string', terminal: false },
  present: { title: 'Present', terminal: true },
  not_present: { title: 'Not present', terminal: true },
  within_previous_n_days: { title: 'Within the previous (days)', terminal: false },
  within_next_n_days: { title: 'Within the next (days)', terminal: false },
  is_business_hours: { title: '(business hours) Is', terminal: false },
  less_than_business_hours: { title: '(business hours) Less than', terminal: false },
  greater_than_business_hours: { title: '(business hours) Greater than', terminal: false },
} as const;

export type Operator = keyof typeof OPERATORS;

export const EQUAL: readonly Operator[] = ['is', 'is_not'];
export const ORDER: readonly Operator[] = ['less_than', 'greater_than'];
export const ORDER_OR_EQUAL: readonly Operator[] = ['less_than_equal', 'greater_than_equal'];
export const PRESENCE: readonly Operator[] = ['present', 'not_present'];
export const CHANGE: readonly Operator[] = [
  'changed',
  'value',
  'value_previous',
  'not_changed',
  'not_value',
  'not_value_previous',
];

/** @returns the operator as the definitions tell it */
export function presentOperator(value: Operator) {
  const { title, terminal } = OPERATORS[value];
  return { value, title, terminal };
}

/** @returns whether the operator stands without a value */
export function isTerminal(operator: Operator): boolean {
  return OPERATORS[operator].terminal;
}
