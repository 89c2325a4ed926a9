import type { DesiredEntry } from '../desired-entry';
import type { Attributes, Json, KindName } from '../kind';
import { referencesIn } from '../references';
import { listOf, memberOf, textOf } from '../json-parts';
import type { Config } from './check';

export interface Condition {
  readonly field: string;
  readonly operator: string;
  readonly value: Json;
}

export interface Action {
  readonly field: string;
  readonly value: Json;
}

export interface Rule {
  readonly entry: DesiredEntry;
  readonly all: readonly Condition[];
  readonly any: readonly Condition[];
  readonly actions: readonly Action[];
}

/** Triggers and automations; views have conditions only. */
export const RULE_KINDS: readonly KindName[] = ['triggers', 'automations', 'views'];

/** @returns an entry as a rule */
export function toRule(entry: DesiredEntry): Rule {
  const { all, any, actions } = entry.attributes;
  return {
    entry,
    all: listOf(all).map(toCondition),
    any: listOf(any).map(toCondition),
    actions: listOf(actions).map((action) => ({
      field: textOf(memberOf(action, 'field')),
      value: memberOf(action, 'value') ?? '',
    })),
  };
}

/** @returns the ticket field of ours that a condition's or an action's field stands for */
export function customFieldOf(field: string, config: Config): DesiredEntry | undefined {
  return field.startsWith('custom_fields_') ? config.find(referencesIn(field)[0]) : undefined;
}

/** @returns the values a dropdown offers, which are also its tags */
export function optionsOf({ custom_field_options: options }: Attributes): string[] {
  return listOf(options).map((option) => textOf(memberOf(option, 'value')));
}

/** @returns whether a rule is at work; a guard's rule is taken to be */
export function isAwake({ attributes, isGuard }: DesiredEntry): boolean {
  return isGuard || attributes.active !== false;
}

/** @returns the words of a list of tags */
export function tagsOf(value: Json): string[] {
  return textOf(value)
    .split(' ')
    .filter((tag) => tag !== '');
}

/** @returns what is true of a ticket once the actions are done, as conditions */
export function effectsOf(actions: readonly Action[]): Condition[] {
  return actions.flatMap(({ field, value }): Condition[] => {
    if (field.startsWith('notification_') || typeof value !== 'string') return [];
    const isRemoved = field === 'remove_tags';
    if (isRemoved || field === 'current_tags' || field === 'set_tags') {
      const operator = isRemoved ? 'not_includes' : 'includes';
      return tagsOf(value).map((tag) => ({ field: 'current_tags', operator, value: tag }));
    }
    return [{ field, operator: 'is', value }];
  });
}

function toCondition(value: Json): Condition {
  return {
    field: textOf(memberOf(value, 'field')),
    operator: textOf(memberOf(value, 'operator')),
    value: memberOf(value, 'value') ?? '',
  };
}
