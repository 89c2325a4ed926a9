import { invalidField } from '../errors';
import { LOCALES } from '../locales';
import type { ChangedVariantParams, NewVariantParams } from '../params/dynamic-content-params';
import type { DynamicContentItem, DynamicContentVariant } from '../records';
import { nextId } from '../state';
import type { World } from '../world';

/** @returns a new variant of the item, not part of it yet. Throws 422 for a language it has. */
export function newVariant(
  { state, clock }: World,
  item: DynamicContentItem,
  wish: NewVariantParams,
): DynamicContentVariant {
  const stamp = clock.stamp();
  const written = {
    ...{ localeId: freeLocale(item, wish.locale_id), content: wordsOf(wish.content) },
    ...{ active: wish.active, createdAt: stamp, updatedAt: stamp },
  };
  refuseInactiveDefault(item, written, wish.default);
  return { id: nextId(state), ...written };
}

/**
 * The default variant stays active and the default until another becomes it.
 * https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content_item_variants/#update-variant
 * Throws 422 and changes nothing when Zendesk would refuse.
 */
export function changeVariant(
  world: World,
  item: DynamicContentItem,
  before: DynamicContentVariant,
  wish: ChangedVariantParams,
): DynamicContentVariant {
  const isDefault = before.localeId === item.defaultLocaleId;
  const moves = wish.locale_id !== undefined && wish.locale_id !== before.localeId;
  const variant: DynamicContentVariant = {
    ...before,
    localeId: moves ? freeLocale(item, wish.locale_id) : before.localeId,
    content: wish.content === undefined ? before.content : wordsOf(wish.content),
    active: wish.active ?? before.active,
    updatedAt: world.clock.stamp(),
  };
  if (isDefault && wish.default === false) {
    throw invalidField('default', 'Default: make another variant the default instead');
  }
  const becomesDefault = isDefault || wish.default === true;
  refuseInactiveDefault(item, variant, becomesDefault);
  if (becomesDefault) item.defaultLocaleId = variant.localeId;
  item.variants = item.variants.map((one) => (one === before ? variant : one));
  item.updatedAt = world.clock.stamp();
  world.changed();
  return variant;
}

/** Throws 422 for the default variant. */
export function removeVariant(
  world: World,
  item: DynamicContentItem,
  variant: DynamicContentVariant,
): void {
  if (variant.localeId === item.defaultLocaleId) {
    throw invalidField('base', 'Variant: the default one stays');
  }
  item.variants = item.variants.filter((one) => one !== variant);
  item.updatedAt = world.clock.stamp();
  world.changed();
}

function refuseInactiveDefault(
  item: DynamicContentItem,
  { localeId, active }: Pick<DynamicContentVariant, 'localeId' | 'active'>,
  isDefault: boolean,
): void {
  if (active || (!isDefault && localeId !== item.defaultLocaleId)) return;
  throw invalidField('active', 'Active: the default variant stays active');
}

function freeLocale(item: DynamicContentItem, localeId: number | undefined): number {
  const locale = LOCALES.find(({ id }) => id === localeId);
  if (!locale) throw invalidField('locale_id', 'Locale: is not active in this account');
  if (item.variants.some((variant) => variant.localeId === locale.id)) {
    throw invalidField('locale_id', 'Locale: has already been taken', 'DuplicateValue');
  }
  return locale.id;
}

function wordsOf(content: string): string {
  if (content.trim()) return content;
  throw invalidField('content', 'Content: cannot be blank', 'BlankValue');
}
