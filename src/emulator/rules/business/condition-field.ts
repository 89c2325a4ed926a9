import type { Operator } from './operators';
import type { Predicate } from './occasion';

export interface Choice {
  value: string;
  title: string;
}

/** Where a rule lives: triggers see an update, automations and views a ticket alone. */
export type Scope = 'trigger' | 'automation' | 'view';

/** One line of the table of conditions: what may be asked, and how it is judged. */
export interface ConditionField {
  subject: string;
  title: string;
  group: 'ticket' | 'requester' | 'organization';
  type: 'list' | 'text' | 'tags' | 'date' | 'autocomplete' | 'multiselect_list';
  operators: readonly Operator[];
  /** May the value be empty, meaning none? */
  nullable: boolean;
  /** The only values there are. */
  values?: readonly Choice[];
  /** For what has too many values to list. */
  accepts?: (value: string) => boolean;
  /** In `all` alone. */
  onlyAll?: boolean;
  /** @param value normalised: null for none, one text, or a list */
  judge(operator: Operator, value: ConditionValue): Predicate;
}

export type ConditionValue = string | string[] | null;

/** @returns the words of a value that is a list, or a text with spaces between them */
export function wordsOf(value: ConditionValue): string[] {
  const words = Array.isArray(value) ? value : (value ?? '').split(/\s+/);
  return words.map((word) => word.toLowerCase()).filter(Boolean);
}

/** @returns the value as one text; null for none */
export function single(value: ConditionValue): string | null {
  return Array.isArray(value) ? (value[0] ?? null) : value;
}
