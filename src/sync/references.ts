import type { Attributes, Json } from './kind';

/** One `@{room.name}` as it stands in a text. */
export interface Reference {
  readonly room: string;
  readonly name: string;
}

/** A kind's things, or one of the rooms that are not kinds: system_fields, user, secret. */
const REFERENCE = /@\{([^{}]*)\}/g;
const WELL_FORMED = /^([a-z_]+)\.([A-Za-z0-9_]+)$/;

/** @returns every reference in every text at any depth; a malformed one has an empty room */
export function referencesIn(value: Json | Attributes): Reference[] {
  const found: Reference[] = [];
  mapTexts(value, (text) => {
    for (const [, inside = ''] of text.matchAll(REFERENCE)) found.push(toReference(inside));
    return text;
  });
  return found;
}

/**
 * @param replace gets a reference and gives the text to put there, or undefined to leave it
 * @returns the value with its references replaced
 */
export function replaceReferences<T extends Json | Attributes>(
  value: T,
  replace: (reference: Reference) => string | undefined,
): T {
  return mapTexts(value, (text) =>
    text.replace(REFERENCE, (whole, inside: string) => replace(toReference(inside)) ?? whole),
  );
}

/** @returns the reference a text consists of as a whole, or undefined */
export function soleReference(text: string): Reference | undefined {
  const inside = /^@\{([^{}]*)\}$/.exec(text)?.[1];
  return inside === undefined ? undefined : toReference(inside);
}

/** @returns the value with every text at any depth changed; names of members are no texts */
export function mapTexts<T extends Json | Attributes>(
  value: T,
  change: (text: string) => string,
): T {
  const walk = (part: Json): Json => {
    if (typeof part === 'string') return change(part);
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, walk(inner)]));
  };
  return walk(value) as T;
}

function toReference(inside: string): Reference {
  const [, room, name] = WELL_FORMED.exec(inside) ?? [];
  return room !== undefined && name !== undefined ? { room, name } : { room: '', name: inside };
}
