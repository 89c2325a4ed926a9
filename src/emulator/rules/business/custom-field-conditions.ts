import type { FieldValue, TicketField } from '../../records';
import type { State } from '../../state';
import { single, wordsOf, type ConditionField, type ConditionValue } from './condition-field';
import { daysFromNow } from './elapsed-field';
import type { Occasion, Predicate } from './occasion';
import { EQUAL, ORDER, ORDER_OR_EQUAL, PRESENCE, type Operator } from './operators';
import { anyWord, compareNumbers, piece } from './text-field';

/** What each type of ticket field can be asked. Dropdowns know no change. */
const TICKET_FIELD_OPERATORS: Record<string, readonly Operator[]> = {
  multiselect: ['includes', 'not_includes', ...PRESENCE],
  regexp: PRESENCE,
  partialcreditcard: PRESENCE,
  checkbox: EQUAL,
  date: [...EQUAL, ...PRESENCE, 'within_previous_n_days'],
};
const USUAL: readonly Operator[] = [...EQUAL, ...PRESENCE];

const PERSON_FIELD_OPERATORS = {
  text: [
    ...EQUAL,
    ...PRESENCE,
    'includes_words',
    'not_includes_words',
    'includes_string',
    'not_includes_string',
  ],
  number: [...EQUAL, ...ORDER, ...ORDER_OR_EQUAL, ...PRESENCE],
  date: [
    ...EQUAL,
    ...ORDER,
    ...ORDER_OR_EQUAL,
    ...PRESENCE,
    'within_previous_n_days',
    'within_next_n_days',
  ],
  checkbox: ['is'],
} as const satisfies Record<string, readonly Operator[]>;

/** @returns the account's ticket fields as conditions */
export function ticketFieldConditions(state: State): ConditionField[] {
  return [...state.ticketFields.values()].filter(({ removable }) => removable).map(ticketField);
}

function ticketField(field: TicketField): ConditionField {
  const operators = TICKET_FIELD_OPERATORS[field.type] ?? USUAL;
  return {
    subject: `custom_fields_${field.id}`,
    title: field.title,
    group: 'ticket',
    type: typeOf(field.type),
    nullable: field.type !== 'checkbox',
    operators,
    ...choicesOf(field),
    // A field that was deleted since is as good as empty.
    judge: judgeWith(
      ({ state, ticket }) =>
        state.ticketFields.has(field.id) ? (ticket.customFields[field.id] ?? null) : null,
      field.type,
    ),
  };
}

function typeOf(type: string): ConditionField['type'] {
  if (type === 'date') return 'date';
  if (type === 'multiselect') return 'multiselect_list';
  return type === 'tagger' || type === 'checkbox' ? 'list' : 'text';
}

function choicesOf({ type, options }: TicketField): Pick<ConditionField, 'values'> {
  if (type === 'checkbox') return { values: YES_OR_NO };
  if (type !== 'tagger' && type !== 'multiselect') return {};
  return { values: options.map(({ value, name }) => ({ value, title: name })) };
}

const YES_OR_NO = [
  { value: 'true', title: 'Checked' },
  { value: 'false', title: 'Not checked' },
] as const;

/**
 * People's and organizations' own fields. They are not defined by the account here: what somebody
 * has is a field, and its kind is read off the values there are.
 */
export function personFieldConditions(state: State): ConditionField[] {
  const users = [...state.users.values()].map(({ userFields }) => userFields);
  const organizations = [...state.organizations.values()].map((one) => one.organizationFields);
  return [
    ...[...keysOf(users)].map(([key, value]) =>
      personField('requester', key, value, ({ state: { users }, ticket }) =>
        asField(users.get(ticket.requesterId)?.userFields[key]),
      ),
    ),
    ...[...keysOf(organizations)].map(([key, value]) =>
      personField('organization', key, value, ({ state: { organizations }, ticket }) =>
        asField(organizations.get(ticket.organizationId ?? 0)?.organizationFields[key]),
      ),
    ),
  ];
}

function keysOf(records: Record<string, unknown>[]): Map<string, unknown> {
  const keys = new Map<string, unknown>();
  for (const record of records) {
    for (const [key, value] of Object.entries(record)) keys.set(key, keys.get(key) ?? value);
  }
  return keys;
}

function personField(
  group: 'requester' | 'organization',
  key: string,
  sample: unknown,
  read: (occasion: Occasion) => FieldValue,
): ConditionField {
  const kind = kindOf(sample);
  const operators: readonly Operator[] = PERSON_FIELD_OPERATORS[kind];
  return {
    subject: `${group}.custom_fields.${key}`,
    title: key,
    group,
    type: kind === 'checkbox' ? 'list' : kind === 'date' ? 'date' : 'text',
    nullable: kind !== 'checkbox',
    operators,
    ...(kind === 'checkbox' && { values: YES_OR_NO }),
    judge: judgeWith(read, kind),
  };
}

function kindOf(sample: unknown): keyof typeof PERSON_FIELD_OPERATORS {
  if (typeof sample === 'number') return 'number';
  if (typeof sample === 'boolean') return 'checkbox';
  return typeof sample === 'string' && /^\d{4}-\d\d-\d\d/.test(sample) ? 'date' : 'text';
}

function asField(value: unknown): FieldValue {
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') {
    return value;
  }
  return null;
}

function judgeWith(read: (occasion: Occasion) => FieldValue, type: string) {
  return (operator: Operator, value: ConditionValue): Predicate => {
    if (operator === 'present') return (occasion) => !isBlank(read(occasion));
    if (operator === 'not_present') return (occasion) => isBlank(read(occasion));
    if (operator.startsWith('within_')) return judgeDays(operator, value, read);
    if (operator === 'includes' || operator === 'not_includes') {
      const wanted = wordsOf(value);
      const expected = operator === 'includes';
      return (occasion) =>
        wordsOf(asList(read(occasion))).some((word) => wanted.includes(word)) === expected;
    }
    if (operator.endsWith('_words') || operator.endsWith('_string')) {
      const holds = operator.endsWith('_words') ? anyWord(value) : piece(value);
      const expected = !operator.startsWith('not_');
      return (occasion) => holds(asText(read(occasion), type) ?? '') === expected;
    }
    return judgeOrder(operator, single(value), read, type);
  };
}

function judgeOrder(
  operator: Operator,
  wanted: string | null,
  read: (occasion: Occasion) => FieldValue,
  type: string,
): Predicate {
  const isNumber = type === 'number' || type === 'integer' || type === 'decimal';
  return (occasion) => {
    const actual = asText(read(occasion), type);
    if (operator === 'is' || operator === 'is_not') {
      const same =
        isNumber && actual !== null && wanted !== null
          ? Number(actual) === Number(wanted)
          : actual === wanted;
      return same === (operator === 'is');
    }
    if (actual === null || wanted === null) return false;
    return isNumber
      ? compareNumbers(operator, Number(actual), Number(wanted))
      : compareNumbers(operator, Date.parse(actual), Date.parse(wanted));
  };
}

function judgeDays(
  operator: Operator,
  value: ConditionValue,
  read: (occasion: Occasion) => FieldValue,
): Predicate {
  const days = Number(single(value));
  const sign = operator === 'within_next_n_days' ? 1 : -1;
  return (occasion) => {
    const date = read(occasion);
    if (typeof date !== 'string' || Number.isNaN(Date.parse(date))) return false;
    const distance = sign * daysFromNow(occasion.now, date);
    return distance >= 0 && distance <= days;
  };
}

function isBlank(value: FieldValue): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** A checkbox nobody touched is not checked. */
function asText(value: FieldValue, type: string): string | null {
  if (type === 'checkbox') return String(value === true || value === 'true');
  if (isBlank(value)) return null;
  const text = Array.isArray(value) ? value.join(' ') : String(value);
  return type === 'date' ? text.slice(0, 10) : text;
}

function asList(value: FieldValue): ConditionValue {
  if (Array.isArray(value)) return value;
  return value === null ? null : String(value);
}
