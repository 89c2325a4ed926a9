import { invalidField } from '../errors';
import type { NewItemParams } from '../params/dynamic-content-params';
import type { DynamicContentItem } from '../records';
import { nextId, type State } from '../state';
import type { World } from '../world';
import { newVariant } from './dynamic-content-variants';

/** @returns a new item with its variants, already stored. Throws 422. */
export function createItemRecord(world: World, params: NewItemParams): DynamicContentItem {
  const { state, clock } = world;
  const { variants = [] } = params;
  const named = variants.filter((variant) => variant.default);
  const defaultLocaleId = params.default_locale_id ?? named[0]?.locale_id;
  if (defaultLocaleId === undefined) {
    throw invalidField('default_locale_id', 'Default locale: cannot be blank', 'BlankValue');
  }
  if (named.some(({ locale_id: localeId }) => localeId !== defaultLocaleId)) {
    throw invalidField('variants', 'Variants: the default one is in another language');
  }
  const item: DynamicContentItem = {
    ...{ id: 0, name: freeName(state, params.name), slug: '', defaultLocaleId, variants: [] },
    ...{ createdAt: clock.stamp(), updatedAt: clock.stamp() },
  };
  for (const wish of variants) item.variants.push(newVariant(world, item, wish));
  if (!item.variants.some(({ localeId }) => localeId === defaultLocaleId)) {
    throw invalidField('variants', 'Variants: there is none in the default language', 'BlankValue');
  }
  item.id = nextId(state);
  item.slug = freeSlug(state, item.name);
  state.dynamicContent.set(item.id, item);
  world.changed();
  return item;
}

/** The placeholder stays as it was made, since texts are written with it. Throws 422. */
export function renameItem(world: World, item: DynamicContentItem, name: string): void {
  item.name = freeName(world.state, name, item.id);
  item.updatedAt = world.clock.stamp();
  world.changed();
}

function freeName({ dynamicContent }: State, wish: string, ownId?: number): string {
  const name = wish.trim();
  if (!name) throw invalidField('name', 'Name: cannot be blank', 'BlankValue');
  const isTaken = [...dynamicContent.values()].some(
    (other) => other.id !== ownId && other.name.toLowerCase() === name.toLowerCase(),
  );
  if (isTaken) {
    throw invalidField('name', `Name: ${name} has already been taken`, 'DuplicateValue');
  }
  return name;
}

/** `Impact: high` becomes `impact_high`; a renamed item may still hold the placeholder. */
function freeSlug({ dynamicContent }: State, name: string): string {
  const words = name.toLowerCase().replace(/[^a-z0-9_]+/g, '_');
  const slug = words.replace(/^_+|_+$/g, '') || 'item';
  const taken = new Set([...dynamicContent.values()].map((item) => item.slug));
  let free = slug;
  for (let turn = 2; taken.has(free); turn += 1) free = `${slug}_${turn}`;
  return free;
}
