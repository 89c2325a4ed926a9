import { textOf } from '../json-parts';
import { PRIORITIES, STATUSES, TIME_FIELDS } from './definitions';
import { tagsOf, type Condition } from './rule';

/**
 * @param conditions that must all hold
 * @returns why they never can, or undefined when nothing speaks against it
 */
export function contradiction(conditions: readonly Condition[]): string | undefined {
  const byField = grouped(conditions);
  for (const [field, all] of byField) {
    const why = field === 'current_tags' ? tagsClash(all) : valuesClash(field, all);
    if (why) return why;
  }
  return undefined;
}

function grouped(conditions: readonly Condition[]): Map<string, Condition[]> {
  const groups = new Map<string, Condition[]>();
  for (const one of conditions) groups.set(one.field, [...(groups.get(one.field) ?? []), one]);
  return groups;
}

/** A person may be an agent and a certain one; words may all stand in a text. */
const MANY_AT_ONCE = ['role', 'subject_includes_word', 'comment_includes_word', 'cc'];

function valuesClash(field: string, all: readonly Condition[]): string | undefined {
  if (MANY_AT_ONCE.includes(field)) return undefined;
  const scale = { status: STATUSES, priority: PRIORITIES }[field];
  if (scale) return scaleClash(field, all, scale);
  if (TIME_FIELDS.includes(field)) return hoursClash(field, all);
  const now = valuesOf(all, 'is', 'value');
  const not = valuesOf(all, 'is_not', 'not_value');
  if (new Set(now).size > 1) return `${field} cannot be ${[...new Set(now)].join(' and ')} at once`;
  const both = now.find((value) => not.includes(value));
  if (both !== undefined) return `${field} cannot be and not be ${both || 'empty'}`;
  const has = (operator: string) => all.some((one) => one.operator === operator);
  const isEmpty = has('not_present') || now.includes('');
  const isFull = has('present') || now.some((value) => value !== '');
  if (isEmpty && isFull) return `${field} cannot be empty and filled`;
  return has('changed') && has('not_changed') ? `${field} cannot change and stay` : undefined;
}

function scaleClash(
  field: string,
  all: readonly Condition[],
  scale: readonly string[],
): string | undefined {
  const values = [...scale, ''];
  const at = (value: unknown) => values.indexOf(String(value));
  const left = values.filter((value) =>
    all.every((one) => {
      if (one.operator === 'is' || one.operator === 'value') return value === one.value;
      if (one.operator === 'is_not' || one.operator === 'not_value') return value !== one.value;
      if (one.operator === 'less_than') return value !== '' && at(value) < at(one.value);
      return one.operator !== 'greater_than' || (value !== '' && at(value) > at(one.value));
    }),
  );
  return left.length === 0 ? `no ${field} fits all of its conditions` : undefined;
}

function hoursClash(field: string, all: readonly Condition[]): string | undefined {
  const of = (operator: string) =>
    all.filter((one) => one.operator === operator).map(({ value }) => Number(value));
  const above = Math.max(-1, ...of('greater_than'), ...of('is').map((hours) => hours - 1));
  const below = Math.min(Infinity, ...of('less_than'), ...of('is').map((hours) => hours + 1));
  return above + 1 >= below
    ? `no number of hours in ${field} fits all of its conditions`
    : undefined;
}

function tagsClash(all: readonly Condition[]): string | undefined {
  const none = new Set(
    all.filter(({ operator }) => operator === 'not_includes').flatMap(({ value }) => tagsOf(value)),
  );
  const impossible = all.find(
    ({ operator, value }) => operator === 'includes' && tagsOf(value).every((tag) => none.has(tag)),
  );
  return impossible && `the tags ${textOf(impossible.value)} cannot be there and not be there`;
}

function valuesOf(all: readonly Condition[], ...operators: readonly string[]): string[] {
  return all
    .filter(({ operator }) => operators.includes(operator))
    .flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}
