import { patiently } from './patience';
import type { KindName } from './kind';
import type { Site } from './site';
import type { RawObject } from '../zendesk/configuration';

interface Placed {
  readonly id: string;
  readonly categoryId: string;
  readonly position: number;
  readonly isActive: boolean;
}

/**
 * Puts rules in the wanted order. Of a category only those move that stand elsewhere; the ones
 * nobody named keep their place in line.
 * @param order ids as they shall follow each other
 */
export async function putInOrder(
  { configuration, patience }: Pick<Site, 'configuration' | 'patience'>,
  kind: KindName,
  order: readonly string[],
): Promise<void> {
  const raws = await patiently(patience, () => configuration.list(kind));
  const placed = (raws === 'missing' ? [] : raws)
    .map(toPlaced)
    .sort((a, b) => a.position - b.position);
  const lines = inCategories(placed).map((line) => inOrder(line, order));
  const before = new Map(placed.map((one) => [one.id, one.position]));
  const moved = lines.flat().filter(({ id, position }) => before.get(id) !== position);
  if (moved.length === 0) return;
  if (kind === 'triggers') {
    const triggers = (some: readonly Placed[]) =>
      some.map((one) => ({ ...one, id: Number(one.id) }));
    const everything = triggers(lines.flat());
    await patiently(patience, () => configuration.reorderTriggers(everything, triggers(moved)));
    return;
  }
  for (const { id, position } of moved) {
    await patiently(patience, () => configuration.update(kind, id, { position }));
  }
}

function toPlaced({ id, category_id: category, position, active }: RawObject): Placed {
  return {
    id: String(id),
    categoryId: typeof category === 'string' ? category : '',
    position: typeof position === 'number' ? position : 0,
    isActive: active === true,
  };
}

function inCategories(placed: readonly Placed[]): Placed[][] {
  const lines = new Map<string, Placed[]>();
  for (const one of placed) {
    lines.set(one.categoryId, [...(lines.get(one.categoryId) ?? []), one]);
  }
  return [...lines.values()];
}

/** @returns the line with those in `order` exchanged among the places they hold together */
function inOrder(line: readonly Placed[], order: readonly string[]): Placed[] {
  const rank = new Map(order.map((id, index) => [id, index]));
  const ranked = line.filter(({ id }) => rank.has(id));
  const wanted = [...ranked].sort((a, b) => rank.get(a.id)! - rank.get(b.id)!);
  const next = line.map((one) => (rank.has(one.id) ? wanted.shift()! : one));
  if (next.every((one, index) => one === line[index])) return next;
  // Places that are shared are no order: they are spread as far as it takes.
  let last = -Infinity;
  return next.map((one, index) => {
    last = Math.max(line[index]!.position, last + 1);
    return { ...one, position: last };
  });
}
