import type { RawObject } from '../zendesk/configuration';
import { ATTRIBUTES, titleOf } from './attributes';
import type { Json, KindName, LiveObject } from './kind';
import { normalise } from './normalise';

/** Zendesk's numbers for the languages of the portal; they are the same in every account. */
const LOCALES: ReadonlyMap<number, string> = new Map([
  [1, 'en-US'],
  [2, 'es'],
  [19, 'pt-BR'],
]);

/**
 * @param raws one kind's things as Zendesk lists them
 * @param locales the account's languages by id, where it has more than the portal
 * @returns them in Zendesk's order (`position`), normalised; their ids are still ids
 */
export function toLiveObjects(
  kind: KindName,
  raws: readonly RawObject[],
  locales: ReadonlyMap<number, string> = LOCALES,
): LiveObject[] {
  return raws
    .map((raw, index) => ({ raw, index, position: positionOf(raw) }))
    .sort((a, b) => a.position - b.position || a.index - b.index)
    .map(({ raw }) => toLiveObject(kind, raw, locales));
}

/**
 * @returns one thing as Zendesk answers it, in its write shape and normalised. Everything writable
 *   is there, unset where Zendesk says nothing. Dynamic content keeps its `placeholder`.
 */
export function toLiveObject(
  kind: KindName,
  raw: RawObject,
  locales: ReadonlyMap<number, string> = LOCALES,
): LiveObject {
  const written = toWriteShape(kind, raw, locales);
  const blank = Object.fromEntries(Object.keys(ATTRIBUTES[kind]).map((name) => [name, null]));
  const attributes = normalise(kind, { ...blank, ...written });
  const title = attributes[titleOf(kind)];
  return {
    kind,
    id: textOf(raw.id),
    title: typeof title === 'string' ? title : '',
    attributes:
      kind === 'dynamic_content'
        ? { ...attributes, placeholder: textOf(raw.placeholder) }
        : attributes,
    isActive: kind === 'webhooks' ? raw.status === 'active' : raw.active !== false,
    isBuiltIn: raw.removable === false || raw.default === true,
  };
}

/** What is read differs from what is written: raw texts, nested conditions, a view's execution. */
function toWriteShape(
  kind: KindName,
  raw: RawObject,
  locales: ReadonlyMap<number, string>,
): Readonly<Record<string, unknown>> {
  const flat: Record<string, unknown> = { ...raw };
  for (const name of Object.keys(ATTRIBUTES[kind])) {
    // Zendesk fills dynamic content in; the raw text is what was written.
    if (typeof raw[`raw_${name}`] === 'string') flat[name] = raw[`raw_${name}`];
  }
  const nested = recordOf(raw.conditions);
  if ('all' in nested || 'any' in nested) {
    flat.all = nested.all;
    flat.any = nested.any;
  }
  if (kind === 'views' && 'execution' in raw) flat.output = toOutput(recordOf(raw.execution));
  if (kind === 'dynamic_content') {
    flat.default_locale = localeOf(raw.default_locale_id, locales);
    flat.variants = Object.fromEntries(
      listOf(raw.variants)
        .map(recordOf)
        .filter(({ active }) => active !== false)
        .map(({ locale_id, content }) => [localeOf(locale_id, locales), content]),
    );
  }
  return flat;
}

function toOutput(execution: RawObject): Readonly<Record<string, Json>> {
  return {
    columns: listOf(execution.columns).map((column) =>
      typeof column === 'object' ? textOf(recordOf(column).id) : textOf(column),
    ),
    group_by: textOf(execution.group_by),
    group_order: textOf(execution.group_order),
    sort_by: textOf(execution.sort_by),
    sort_order: textOf(execution.sort_order),
  };
}

function localeOf(id: unknown, locales: ReadonlyMap<number, string>): string {
  return locales.get(Number(id)) ?? `locale_${textOf(id)}`;
}

function positionOf({ position }: RawObject): number {
  return typeof position === 'number' ? position : Number.MAX_SAFE_INTEGER;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function recordOf(value: unknown): RawObject {
  return typeof value === 'object' && value !== null ? (value as RawObject) : {};
}
