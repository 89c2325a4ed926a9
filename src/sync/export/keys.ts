import { inUsualWords, type Texts } from '../adopt/titles';
import type { KindName, LiveObject } from '../kind';

/** Keys are read by people and stand in every reference. */
const LONGEST = 50;

/**
 * @param objects of one kind, in Zendesk's order, by which keys stay the same from export to export
 * @param known keys of what a lock names already, by id
 * @param texts the account's dynamic content, by placeholder
 * @returns a key for each id: the known one, or one made of the title
 */
export function keysFor(
  kind: KindName,
  objects: readonly LiveObject[],
  known: ReadonlyMap<string, string>,
  texts: ReadonlyMap<string, Texts>,
): ReadonlyMap<string, string> {
  const keys = new Map(
    objects.flatMap(({ id }) => {
      const key = known.get(id);
      return key === undefined ? [] : [[id, key] as const];
    }),
  );
  const taken = new Set(keys.values());
  for (const { id, title } of objects) {
    if (keys.has(id)) continue;
    const base = keyOf(inUsualWords(title, texts)) || kind;
    let key = base;
    for (let number = 2; taken.has(key); number += 1) key = `${base}_${number}`;
    keys.set(id, key);
    taken.add(key);
  }
  return keys;
}

/** @returns a title's letters and digits; empty where it has none that a key may have */
function keyOf(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, LONGEST)
    .replace(/^[_0-9]+|_+$/g, '');
}
