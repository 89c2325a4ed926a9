import { SLEEP } from '../attributes';
import { isSame } from '../diff';
import { listOf, membersOf } from '../json-parts';
import type { Attributes, Json, KindName, LiveObject } from '../kind';
import { withSecretNames } from './secret-names';

/** A kind's entry is not read without these, empty or not. */
const NEEDED: readonly string[] = ['all', 'actions', 'ticket_field_ids', 'output'];

/** What Zendesk chooses for a thing that is made without a word about it. */
const DEFAULTS: Readonly<Partial<Record<KindName, Attributes>>> = {
  groups: { is_public: true },
  ticket_fields: { required: false, required_in_portal: false },
};

/** Attributes that begin as a copy of another. */
const COPIES: Readonly<Record<string, string>> = { title_in_portal: 'title', display_name: 'name' };

/**
 * @param object with names in place of ids
 * @returns its attributes as a file has them: without what Zendesk chooses by itself or alone may
 *   write, and with names for its secrets
 */
export function writtenAttributes(object: LiveObject, key: string): Attributes {
  const { kind, attributes } = object;
  const written = Object.entries(attributes)
    .filter(([name, value]) => !isLeftOut(object, name, value))
    .map(([name, value]) => [name, WRITTEN[name]?.(value) ?? value] as const);
  return kind === 'webhooks'
    ? withSecretNames(Object.fromEntries(written), key)
    : Object.fromEntries(written);
}

function isLeftOut({ kind, attributes }: LiveObject, name: string, value: Json): boolean {
  if (NEEDED.includes(name)) return false;
  const sleep = SLEEP[kind];
  if (sleep?.name === name) return value === sleep.on;
  const copied = COPIES[name];
  if (copied !== undefined && isSame(value, attributes[copied])) return true;
  // Numbers and dates come with an expression of Zendesk's own.
  if (name === 'regexp_for_validation' && attributes.type !== 'regexp') return true;
  if (name === 'placeholder') return true;
  const usual = DEFAULTS[kind]?.[name];
  return isSame(value, null) || (usual !== undefined && isSame(value, usual));
}

const WRITTEN: Readonly<Record<string, (value: Json) => Json>> = {
  all: eachOf(toCondition),
  any: eachOf(toCondition),
  custom_field_options: eachOf((option) => {
    const { default: isDefault, ...rest } = membersOf(option);
    return isDefault === true ? { ...rest, default: true } : rest;
  }),
  agent_conditions: eachOf(toFormCondition),
  output: (output) => {
    const { columns = [], group_by, group_order, sort_by, sort_order } = membersOf(output);
    return {
      columns,
      ...(group_by ? { group_by, group_order: group_order ?? 'asc' } : {}),
      ...(sort_by ? { sort_by, sort_order: sort_order ?? 'asc' } : {}),
    };
  },
};

const VALUELESS: readonly Json[] = ['changed', 'not_changed', 'present', 'not_present'];

function toCondition(condition: Json): Json {
  const { field = '', operator = 'is', value = '' } = membersOf(condition);
  return VALUELESS.includes(operator) ? { field, operator } : { field, operator, value };
}

/** What `is_required` says by itself is not said twice. */
function toFormCondition(condition: Json): Json {
  const { child_fields: children = [], ...rest } = membersOf(condition);
  const child = (value: Json) => {
    const { required_on_statuses: on = null, ...one } = membersOf(value);
    const { type, statuses } = membersOf(on);
    if (type === (one.is_required === true ? 'ALL_STATUSES' : 'NO_STATUSES')) return one;
    return { ...one, required_on_statuses: isSame(statuses, []) ? membersWith(type) : on };
  };
  return { ...rest, child_fields: eachOf(child)(children) };
}

function membersWith(type: Json | undefined): Json {
  return { type: type ?? 'NO_STATUSES' };
}

function eachOf(change: (value: Json) => Json): (list: Json) => Json {
  return (list) => listOf(list).map(change);
}
