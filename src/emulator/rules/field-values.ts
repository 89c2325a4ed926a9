import type { FieldValue, TicketField } from '../records';

const MASKED_DIGITS = 'X'.repeat(12);

/** @returns every tag the field may put on a ticket */
export function tagsOfField(field: TicketField): string[] {
  if (hasOptions(field)) return field.options.map(({ value }) => value);
  return field.type === 'checkbox' && field.tag ? [field.tag] : [];
}

/** @returns the tags the value puts on its ticket */
export function tagsOfValue(field: TicketField, value: FieldValue | undefined): string[] {
  if (field.type === 'checkbox') return value === true && field.tag ? [field.tag] : [];
  if (!hasOptions(field) || value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [String(value)];
}

/** @returns the value the ticket's tags stand for; undefined where tags do not tell */
export function valueOfTags(
  field: TicketField,
  tags: readonly string[],
  current: FieldValue | undefined,
): FieldValue | undefined {
  const own = tagsOfField(field).filter((tag) => tags.includes(tag));
  if (field.type === 'tagger') {
    const isKept = typeof current === 'string' && own.includes(current);
    return isKept ? current : (own[0] ?? null);
  }
  if (field.type === 'multiselect') return own.length > 0 ? own : null;
  if (field.type !== 'checkbox' || !field.tag) return undefined;
  return own.length > 0 || (current === undefined ? undefined : false);
}

/**
 * @returns the value as it is kept. https://support.zendesk.com/hc/en-us/articles/4408838961562
 * Throws a `WrongValue` that says what is wrong with it.
 */
export function toFieldValue(field: TicketField, value: FieldValue): FieldValue {
  if (value === null) return null;
  if (field.type === 'multiselect') return chosenOptions(field, value);
  if (value === '' && field.type !== 'text' && field.type !== 'textarea') return null;
  const words = asText(value);
  if (field.type === 'tagger') return chosenOption(field, words);
  if (field.type === 'checkbox') return ['true', '1', 'on'].includes(words);
  if (field.type === 'partialcreditcard') {
    return MASKED_DIGITS + matching(words, /\d{4}$/, 'must end with four digits').slice(-4);
  }
  if (field.type === 'integer') return matching(words, /^[-+]?\d+$/, 'must be a whole number');
  if (field.type === 'decimal') return matching(words, /^[-+]?\d*\.?\d+$/, 'must be a number');
  if (field.type === 'date') return date(words);
  if (field.type === 'regexp') {
    return matching(words, new RegExp(field.regexpForValidation ?? ''), 'does not match');
  }
  return words;
}

/** Why a field refuses a value. */
export class WrongValue extends Error {}

function hasOptions({ type }: TicketField): boolean {
  return type === 'tagger' || type === 'multiselect';
}

function chosenOption({ options }: TicketField, value: string): string {
  if (options.some((option) => option.value === value)) return value;
  throw new WrongValue(`${value} is not an option of this field`);
}

function chosenOptions(field: TicketField, value: FieldValue): string[] | null {
  const values = Array.isArray(value) ? value : [asText(value)];
  const chosen = values.filter(Boolean).map((one) => chosenOption(field, one));
  return chosen.length > 0 ? [...new Set(chosen)] : null;
}

function date(words: string): string {
  const day = matching(words.slice(0, 10), /^\d{4}-\d{2}-\d{2}$/, 'must be a date: 2026-01-31');
  const time = Date.parse(`${day}T00:00:00Z`);
  const isReal = !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
  if (!isReal) throw new WrongValue('is no day of the calendar');
  return day;
}

function matching(words: string, pattern: RegExp, otherwise: string): string {
  if (pattern.test(words)) return words;
  throw new WrongValue(otherwise);
}

function asText(value: FieldValue): string {
  return Array.isArray(value) ? value.join(' ') : String(value);
}
