import { titleOf } from '../attributes';
import { listOf, membersOf, textOf } from '../json-parts';
import type { Json, KindName, Live, LiveObject } from '../kind';

export interface Exportable {
  readonly objects: readonly LiveObject[];
  /** What is there and cannot be written, one sentence each. */
  readonly warnings: readonly string[];
}

/** @returns what of a kind is written, in the order it stands in the file */
export function exportable(kind: KindName, live: Live, ownUserId: string): Exportable {
  const all = live[kind];
  const name = kind.replaceAll('_', ' ');
  if (all === 'missing') return { objects: [], warnings: [`The account's plan has no ${name}.`] };
  // Zendesk's own fields go by their type.
  const made = all.filter(({ isBuiltIn }) => !(isBuiltIn && kind === 'ticket_fields'));
  const described = made.filter(
    (object) => !isStandardRule(object) || sparing(object, ownUserId).length > 0,
  );
  const objects = described.filter((object) => !isMistakable(object));
  const standard = made.length - described.length;
  return {
    objects: kind === 'triggers' ? byCategory(objects, live) : objects,
    warnings: [
      ...(standard > 0 ? [`${standard} ${name} of Zendesk's own stay undescribed.`] : []),
      ...described
        .filter(isMistakable)
        .map(
          ({ id, title }) =>
            `${kind} ${id} "${title}" is left out: its text "@{" would be read as a name.`,
        ),
      ...sameTitles(kind, objects),
    ],
  };
}

/** Every account has rules Zendesk made; in the files they are at most guards. */
export function isStandardRule({ kind, isBuiltIn }: LiveObject): boolean {
  return isBuiltIn && (kind === 'triggers' || kind === 'automations');
}

/**
 * @param ownUser our own user's id, or the name in its place
 * @returns the conditions by which people have a standard rule spare some tickets, or what we write
 */
export function sparing({ attributes }: LiveObject, ownUser: string): readonly Json[] {
  return listOf(attributes.all).filter((one) => {
    const { field, value } = membersOf(one);
    return field === 'current_tags' || value === ownUser;
  });
}

function isMistakable({ attributes }: LiveObject): boolean {
  return JSON.stringify(attributes).includes('@{');
}

/** Positions count within a category. */
function byCategory(triggers: readonly LiveObject[], { trigger_categories: live }: Live) {
  const categories = (live === 'missing' ? [] : live).map(({ id }) => id);
  const rank = ({ attributes }: LiveObject) => categories.indexOf(textOf(attributes.category_id));
  return [...triggers].sort((a, b) => rank(a) - rank(b));
}

/** Files are refused that call two things the same. */
function sameTitles(kind: KindName, objects: readonly LiveObject[]): string[] {
  const titles = objects.map(({ attributes }) => attributes[titleOf(kind)]);
  const twice = new Set(titles.filter((title, index) => titles.indexOf(title) < index));
  return [...twice].map(
    (title) =>
      `Several ${kind} are called "${textOf(title)}": give them names of their own, or the files are refused.`,
  );
}
