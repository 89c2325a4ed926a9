import { AppError } from '../errors';
import type { Attributes, Json } from './kind';
import { isKindName, type Lookup } from './lookup';
import { replaceReferences, soleReference, type Reference } from './references';

/**
 * @param attributes normalised, references by name
 * @returns them as Zendesk wants them: names are ids, and numbers where its API asks for numbers.
 *   `@{secret.X}` stays: it is filled in by `revealSecrets`, right before the call.
 * @throws AppError `internal` for a name without an id
 */
export function toIds(attributes: Attributes, lookup: Lookup): Attributes {
  const named = replaceReferences(attributes, (reference) => {
    if (reference.room === 'secret') return undefined;
    return idOf(reference, lookup) ?? refuse(reference);
  });
  return Object.fromEntries(
    Object.entries(named).map(([name, value]) => [name, toWire(name, value)]),
  );
}

/** @returns the id or text a reference stands for, or undefined where there is none */
export function idOf({ room, name }: Reference, lookup: Lookup): string | undefined {
  if (room === 'system_fields') return lookup.systemFields[name];
  if (room === 'user')
    return name === 'integration' ? (lookup.integrationUserId ?? undefined) : undefined;
  if (room === 'dynamic_content') return lookup.placeholders[name];
  if (!isKindName(room)) return undefined;
  const id = lookup.lock[room]?.[name];
  return id === undefined ? undefined : String(id);
}

/** Names of members that hold ids which Zendesk's API wants as numbers. */
const NUMBERS = ['ticket_field_ids', 'parent_field_id', 'id', 'ids', 'columns'];
const PLACES = [
  'ticket_field_ids',
  'agent_conditions',
  'end_user_conditions',
  'output',
  'restriction',
];

function toWire(attribute: string, value: Json): Json {
  return PLACES.includes(attribute) ? withNumbers(attribute, value) : value;
}

function withNumbers(name: string, value: Json): Json {
  if (Array.isArray(value))
    return (value as readonly Json[]).map((part) => withNumbers(name, part));
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value);
    return Object.fromEntries(parts.map(([inner, part]) => [inner, withNumbers(inner, part)]));
  }
  return NUMBERS.includes(name) && typeof value === 'string' && /^\d+$/.test(value)
    ? Number(value)
    : value;
}

function refuse({ room, name }: Reference): never {
  throw new AppError('internal', `Nothing is known as @{${room ? `${room}.` : ''}${name}} here.`);
}

/** @returns whether a text is one reference to a secret and nothing else */
export function isSecretReference(text: string): boolean {
  return soleReference(text)?.room === 'secret';
}
