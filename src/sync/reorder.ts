import type { DesiredEntry } from './desired-entry';
import type { KindName, Live, LiveObject, Lock } from './kind';
import { inOurOrder } from './order';
import type { Change } from './plan';

interface Row {
  /** The id, or `@{kind.key}` of what is ours. */
  readonly name: string;
  readonly category: string;
}

/**
 * Rules run from top to bottom. Only the order of ours among themselves is ours; everything else
 * keeps its place.
 * @param entries settled
 * @returns a change for automations and for each trigger category in which ours are out of order
 */
export function reorderings(entries: readonly DesiredEntry[], live: Live, lock: Lock): Change[] {
  return (['triggers', 'automations'] as const).flatMap((kind) => {
    const ours = entries.filter((entry) => entry.kind === kind && !entry.isGuard);
    const wanted = ours.map(({ key }) => nameOf(kind, key));
    const rows = rowsAfter(kind, ours, live, lock);
    return [...new Set(rows.map(({ category }) => category))].flatMap((category) => {
      const names = rows.filter((row) => row.category === category).map(({ name }) => name);
      const order = inOurOrder(names, wanted);
      if (order.every((name, index) => name === names[index])) return [];
      return [reordering(kind, category, names, order, new Set(wanted))];
    });
  });
}

/** The rules as they will stand before any reordering: new ones at the end. */
function rowsAfter(
  kind: KindName,
  ours: readonly DesiredEntry[],
  live: Live,
  lock: Lock,
): readonly Row[] {
  const there = live[kind] === 'missing' ? [] : live[kind];
  const keys = new Map(Object.entries(lock[kind] ?? {}).map(([key, id]) => [String(id), key]));
  const byKey = new Map(ours.map((entry) => [entry.key, entry]));
  const standing: Row[] = [];
  const moved: Row[] = [];
  for (const object of there) {
    const key = keys.get(object.id);
    const entry = key === undefined ? undefined : byKey.get(key);
    const before = categoryOf(object);
    const category = entry ? (categoryOf(entry) ?? before) : before;
    const name = key === undefined ? object.id : nameOf(kind, key);
    (category === before ? standing : moved).push({ name, category: category ?? '' });
  }
  const placed = new Set([...standing, ...moved].map(({ name }) => name));
  const made = ours
    .map((entry) => ({ name: nameOf(kind, entry.key), category: categoryOf(entry) ?? '' }))
    .filter(({ name }) => !placed.has(name));
  return [...standing, ...moved, ...made];
}

function reordering(
  kind: KindName,
  category: string,
  names: readonly string[],
  order: readonly string[],
  ours: ReadonlySet<string>,
): Change {
  const only = (list: readonly string[]) => list.filter((name) => ours.has(name));
  const key = /^@\{trigger_categories\.(.+)\}$/.exec(category)?.[1] ?? category;
  return {
    kind,
    key: key === '' ? kind : key,
    title: key === '' ? `Order of the ${kind}` : `Order of the ${kind} in ${key}`,
    act: 'reorder',
    id: null,
    // No state remembers an order, so nobody can say who changed it.
    differences: [{ path: 'order', live: only(names), desired: only(order), origin: 'both' }],
    writes: [{ order }],
    warnings: [],
    needsAllow: false,
  };
}

function categoryOf({ attributes }: Pick<LiveObject, 'attributes'>): string | undefined {
  const { category_id: category } = attributes;
  return typeof category === 'string' && category !== '' ? category : undefined;
}

function nameOf(kind: KindName, key: string): string {
  return `@{${kind}.${key}}`;
}
