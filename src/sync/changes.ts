import { diff, isSame } from './diff';
import type { DesiredEntry } from './desired-entry';
import type { Attributes, Json, LiveObject } from './kind';
import { listOf } from './json-parts';
import type { Change, Difference } from './plan';

const RULES = ['triggers', 'automations'];
/** Zendesk empties the ones a PUT leaves out when it carries another of them. */
const TOGETHER = ['all', 'any', 'actions'];
const CONDITIONS = ['agent_conditions', 'end_user_conditions'];

/** @returns what makes the entry, which is not there */
export function creation(
  { kind, key, attributes }: DesiredEntry,
  title: string,
  warnings: readonly string[],
): Change {
  return {
    kind,
    key,
    title,
    act: 'create',
    id: null,
    differences: diff({ applied: undefined, desired: attributes, live: {} }),
    writes: creationWrites(kind, attributes),
    warnings,
    needsAllow: false,
  };
}

/** @returns what brings the live thing to the entry; `more` are differences found elsewhere */
export function update(
  { kind, key, attributes }: DesiredEntry,
  live: LiveObject,
  applied: Attributes | undefined,
  more: readonly Difference[],
): Change {
  const differences = [...diff({ applied, desired: attributes, live: live.attributes }), ...more];
  const differing = new Set(
    differences
      .filter(({ origin }) => origin !== 'default')
      .map(({ path }) => path.split('.')[0] ?? ''),
  );
  return {
    kind,
    key,
    title: live.title,
    act: 'update',
    id: live.id,
    differences,
    writes: updateWrites(kind, [...differing], attributes, live.attributes),
    warnings: [],
    needsAllow: false,
  };
}

function creationWrites(kind: string, attributes: Attributes): Attributes[] {
  if (RULES.includes(kind) && attributes.active === true) {
    return [{ ...attributes, active: false }, { active: true }];
  }
  if (kind !== 'ticket_forms') return [attributes];
  const later = CONDITIONS.filter((name) => !isSame(attributes[name], undefined));
  if (later.length === 0) return [attributes];
  return [without(attributes, CONDITIONS), pick(attributes, later)];
}

function updateWrites(
  kind: string,
  names: readonly string[],
  desired: Attributes,
  live: Attributes,
): Attributes[] {
  if (names.length === 0) return [];
  const arrays = names.some((name) => TOGETHER.includes(name)) ? TOGETHER : [];
  const whole: Record<string, Json> = {};
  for (const name of new Set([...names, ...arrays])) {
    const value = desired[name] ?? live[name];
    if (value !== undefined) whole[name] = name === 'output' ? merged(live[name], value) : value;
  }
  const conditions = CONDITIONS.filter((name) => name in whole);
  if (kind !== 'ticket_forms' || conditions.length === 0 || !('ticket_field_ids' in whole)) {
    return [whole];
  }
  const before = listOf(live.ticket_field_ids);
  const after = listOf(desired.ticket_field_ids);
  const removed = before.filter((id) => !after.includes(id));
  if (removed.length === 0) return [without(whole, CONDITIONS), pick(whole, conditions)];
  // A field leaves a form only after every condition on it has.
  return [{ ...whole, ticket_field_ids: [...after, ...removed] }, { ticket_field_ids: after }];
}

function merged(live: Json | undefined, desired: Json): Json {
  return { ...(live as object | undefined), ...(desired as object) };
}

function pick(attributes: Attributes, names: readonly string[]): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => names.includes(name)));
}

function without(attributes: Attributes, names: readonly string[]): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !names.includes(name)));
}
