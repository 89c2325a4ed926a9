import { soleReference, referencesIn } from '../references';
import type { DesiredEntry } from '../desired-entry';
import type { Json } from '../kind';
import { listOf, memberOf, textOf } from '../json-parts';
import { each, type Check } from './check';
import { isAwake, optionsOf, RULE_KINDS } from './rule';

interface FormCondition {
  readonly parent: string;
  readonly value: string;
  readonly children: readonly string[];
}

const fieldTwice = each('form-field-twice', 'problem', ['ticket_forms'], ({ attributes }) => {
  const ids = listOf(attributes.ticket_field_ids).map(textOf);
  return ids
    .filter((id, index) => ids.indexOf(id) !== index)
    .map((id) => `${id} stands in it twice.`);
});

const conditionField = each('form-condition-field', 'problem', ['ticket_forms'], (form) => {
  const ids = listOf(form.attributes.ticket_field_ids);
  const named = conditionsOf(form).flatMap(({ parent, children }) => [parent, ...children]);
  return [...new Set(named)]
    .filter((id) => !ids.includes(id))
    .map((id) => `A condition names ${id}, which the form lacks.`);
});

const conditionValue = each('form-condition-value', 'problem', ['ticket_forms'], (form, config) =>
  conditionsOf(form).flatMap(({ parent, value }) => {
    const field = config.find(soleReference(parent));
    const options = field ? optionsOf(field.attributes) : [];
    return options.length > 0 && !options.includes(value)
      ? [`A condition waits for ${parent} to be ${value}, which is none of its options.`]
      : [];
  }),
);

const conditionCycle = each('form-condition-cycle', 'problem', ['ticket_forms'], (form) =>
  (['agent_conditions', 'end_user_conditions'] as const).flatMap((name) => {
    const conditions = toConditions(form.attributes[name]);
    const parents = new Set(conditions.map(({ parent }) => parent));
    return [...parents]
      .filter((parent) => childrenBelow(parent, conditions).has(parent))
      .map((parent) => `${name}: whether ${parent} is shown depends on itself.`);
  }),
);

const inactiveField = each(
  'inactive-field',
  'problem',
  ['ticket_forms', ...RULE_KINDS],
  asleep('ticket_fields'),
);
const inactiveForm = each('inactive-form', 'problem', RULE_KINDS, asleep('ticket_forms'));
const formLimit: Check = {
  name: 'form-limit',
  level: 'problem',
  find: ({ of }) =>
    of('ticket_forms')
      .slice(300, 301)
      .map((entry) => ({ entry, message: 'Zendesk takes 300 forms.' })),
};

export const FORM_CHECKS: readonly Check[] = [
  fieldTwice,
  conditionField,
  conditionValue,
  conditionCycle,
  inactiveField,
  inactiveForm,
  formLimit,
];

function asleep(kind: 'ticket_fields' | 'ticket_forms'): Parameters<typeof each>[3] {
  return (entry, { find }) =>
    isAwake(entry)
      ? [...new Set(referencesIn(entry.attributes).map((reference) => find(reference)))]
          .filter((named) => named?.kind === kind && !isAwake(named))
          .map((named) => `It names ${kind}.${named?.key ?? ''}, which is not active.`)
      : [];
}

function conditionsOf({ attributes }: DesiredEntry): FormCondition[] {
  return [attributes.agent_conditions, attributes.end_user_conditions].flatMap(toConditions);
}

function toConditions(value: Json | undefined): FormCondition[] {
  return listOf(value).map((condition) => ({
    parent: textOf(memberOf(condition, 'parent_field_id')),
    value: textOf(memberOf(condition, 'value')),
    children: listOf(memberOf(condition, 'child_fields')).map((child) =>
      textOf(memberOf(child, 'id')),
    ),
  }));
}

function childrenBelow(parent: string, conditions: readonly FormCondition[]): Set<string> {
  const below = new Set<string>();
  const visit = (id: string) => {
    for (const child of conditions
      .filter((one) => one.parent === id)
      .flatMap((one) => one.children)) {
      if (below.has(child)) continue;
      below.add(child);
      visit(child);
    }
  };
  visit(parent);
  return below;
}
