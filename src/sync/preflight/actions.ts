import { listOf, textOf } from '../json-parts';
import { each, type Check } from './check';
import { ACTIONS, MACRO_ACTIONS, VALUES } from './definitions';
import { customFieldOf, optionsOf, tagsOf, toRule } from './rule';

const KINDS = ['triggers', 'automations'] as const;

const actionField = each('action-field', 'problem', KINDS, (entry) =>
  toRule(entry).actions.flatMap(({ field }) => {
    if (MACRO_ACTIONS.includes(field)) return [`Only a macro has the action ${field}.`];
    const isKnown =
      field in ACTIONS || /^(custom_fields_|(requester|organization)\.custom_fields\.)/.test(field);
    return isKnown ? [] : [`There is no action ${field}.`];
  }),
);

const actionValue = each('action-value', 'problem', KINDS, (entry, config) =>
  toRule(entry).actions.flatMap(({ field, value }) => {
    const count = ACTIONS[field] ?? 0;
    if (count > 0) {
      const { length } = listOf(value);
      if (length !== count) return [`${field} takes a list of ${count}, not of ${length}.`];
      return field === 'notification_user' ? unknownReader(listOf(value)[0]) : [];
    }
    if (typeof value !== 'string') return [`${field} takes one value, not a list.`];
    const custom = customFieldOf(field, config);
    const known = custom ? optionsOf(custom.attributes) : (VALUES[field] ?? []);
    const words = textOf(custom?.attributes.type) === 'multiselect' ? tagsOf(value) : [value];
    return words
      .filter((word) => word !== '' && known.length > 0 && !known.includes(word))
      .map((word) => `${field} is never ${word}; it is one of ${known.join(', ')}.`);
  }),
);

const someAction = each('no-action', 'problem', KINDS, (entry) =>
  !entry.isGuard && toRule(entry).actions.length === 0 ? ['A rule needs at least one action.'] : [],
);

const READERS = ['requester_and_ccs', 'requester_id', 'assignee_id', 'current_user', 'all_agents'];

export const ACTION_CHECKS: readonly Check[] = [actionField, actionValue, someAction];

function unknownReader(who: unknown): string[] {
  const isKnown =
    typeof who === 'string' && (READERS.includes(who) || /^(\d+|@\{user\.\w+\})$/.test(who));
  return isKnown ? [] : [`notification_user reaches one of ${READERS.join(', ')}.`];
}
