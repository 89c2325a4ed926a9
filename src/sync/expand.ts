import type { Offer } from '../domain/offer';

/** What `@{each.…}`, `@{setting.…}` and `@{generated.…}` stand for at one place. */
export interface Scope {
  /** The impact level or kind of request the entry is repeated for. */
  readonly each: object | null;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  readonly generated: Readonly<Record<string, unknown>>;
}

const FILLED_IN = /@\{(each|setting|generated)\.([^{}]*)\}/g;
const FILLED_IN_WHOLE = /^@\{(each|setting|generated)\.([^{}]*)\}$/;

/**
 * @returns the value with everything that can be known offline filled in; a text that is one such
 *   name takes the type of what it stands for
 * @param unknown is told each name that stands for nothing, and where
 */
export function expand(
  value: unknown,
  scope: Scope,
  unknown: (name: string, path: readonly (string | number)[]) => void,
  path: readonly (string | number)[] = [],
): unknown {
  if (Array.isArray(value)) {
    return value.map((part, index) => expand(part, scope, unknown, [...path, index]));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [
        name,
        expand(part, scope, unknown, [...path, name]),
      ]),
    );
  }
  if (typeof value !== 'string') return value;
  const find = (room: string, name: string) => {
    const found = stepInto(roomOf(room, scope), name.split('.'));
    if (found === undefined) unknown(`@{${room}.${name}}`, path);
    return found;
  };
  const [, wholeRoom, wholeName] = FILLED_IN_WHOLE.exec(value) ?? [];
  if (wholeRoom !== undefined && wholeName !== undefined)
    return find(wholeRoom, wholeName) ?? value;
  return value.replace(FILLED_IN, (whole, room: string, name: string) => {
    const found = find(room, name);
    if (found === undefined) return whole;
    if (typeof found === 'string') return found;
    if (typeof found === 'number' || typeof found === 'boolean') return String(found);
    unknown(whole, path);
    return whole;
  });
}

/** @returns what an entry with `each: NAME` is repeated for, or undefined for an unknown name */
export function repetitions(name: unknown, offer: Offer): readonly object[] | undefined {
  if (name === 'impact_levels') return offer.impactLevels;
  return name === 'kinds' ? offer.kinds : undefined;
}

/**
 * What the files take from the table the portal's form shows: choices, their meanings, and the
 * conditions that ask for an impact.
 * @param texts keys of the dynamic content there is: a choice `impact_high` is named by the item of
 *   that key, or else in English
 */
export function generatedFrom(
  offer: Offer,
  texts: ReadonlySet<string>,
): Readonly<Record<string, unknown>> {
  const option = (value: string, label: { readonly en: string }) => ({
    name: texts.has(value) ? `@{dynamic_content.${value}}` : label.en,
    value,
  });
  const meanings = (locale: 'en' | 'pt' | 'es') =>
    offer.impactLevels.map(({ label, meaning }) => `${label[locale]}: ${meaning[locale]}`);
  return {
    impact_meanings: {
      en: meanings('en').join('\n'),
      pt: meanings('pt').join('\n'),
      es: meanings('es').join('\n'),
    },
    impact_conditions: {
      agents: impactAsked(offer, {
        is_required: true,
        required_on_statuses: { type: 'SOME_STATUSES', statuses: ['solved'] },
      }),
      end_users: impactAsked(offer, { is_required: true }),
    },
    impact_options: offer.impactLevels.map(({ key, label }) => option(`impact_${key}`, label)),
    area_options: offer.kinds.map(({ key, label }) => option(`area_${key}`, label)),
  };
}

/** A form's conditions: whatever the request is about, its impact is asked for. */
function impactAsked(offer: Offer, asked: object): object[] {
  return offer.kinds.map(({ key }) => ({
    parent_field_id: '@{ticket_fields.area}',
    value: `area_${key}`,
    child_fields: [{ id: '@{ticket_fields.impact_level}', ...asked }],
  }));
}

function roomOf(room: string, { each, settings, generated }: Scope): object | null {
  if (room === 'each') return each;
  return room === 'setting' ? settings : generated;
}

function stepInto(from: object | null, names: readonly string[]): unknown {
  let at: unknown = from;
  for (const name of names) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Record<string, unknown>)[name];
  }
  return at;
}
