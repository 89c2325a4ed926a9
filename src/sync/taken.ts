import { titleOf } from './attributes';
import type { DesiredEntry } from './desired-entry';
import { listOf, membersOf, textOf } from './json-parts';
import type { Attributes, KindName, Live, LiveObject, Lock } from './kind';
import type { Problem } from './plan';

interface There {
  /** References by name. */
  readonly live: Live;
  readonly lock: Lock;
}

/**
 * What Zendesk gives out once and somebody else has: a group's name, and the tags that are a field's
 * options. Found before anything is sent, since it would be refused half-way.
 * @returns one problem for each of our things that cannot be had
 */
export function taken(entries: readonly DesiredEntry[], there: There): Problem[] {
  return [
    ...entriesOf('groups', entries).flatMap((entry) => takenName(entry, there)),
    ...entriesOf('ticket_fields', entries).flatMap((entry) => takenTags(entry, there)),
  ];
}

function takenName({ kind, key, attributes, place }: DesiredEntry, there: There): Problem[] {
  const name = attributes[titleOf(kind)];
  const other = othersOf(kind, there).find(({ title }) => title === name);
  if (!other) return [];
  const message = `${kind}.${key}: the name "${other.title}" is that of ${other.id}, which is not ours; adopt it, or rename one of the two.`;
  return [{ check: 'name-taken', place, message }];
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/: a tag is one field's. */
function takenTags({ kind, key, attributes, place }: DesiredEntry, there: There): Problem[] {
  const wanted = new Set(tagsOf(attributes));
  return othersOf(kind, there).flatMap((other) => {
    const tags = tagsOf(other.attributes).filter((tag) => wanted.has(tag));
    if (tags.length === 0) return [];
    const message = `${kind}.${key}: the ${tags.length === 1 ? 'tag' : 'tags'} ${tags.join(', ')} ${tags.length === 1 ? 'belongs' : 'belong'} to "${other.title}" (${other.id}), which is not ours; adopt it, or change them there.`;
    return [{ check: 'tag-taken', place, message }];
  });
}

function tagsOf({ custom_field_options: options, tag }: Attributes): string[] {
  const values = listOf(options).map((option) => textOf(membersOf(option).value));
  return [...values, textOf(tag)].filter((value) => value !== '');
}

function othersOf(kind: KindName, { live, lock }: There): LiveObject[] {
  const objects = live[kind];
  const ours = new Set(Object.values(lock[kind] ?? {}).map(String));
  return (objects === 'missing' ? [] : objects).filter(({ id }) => !ours.has(id));
}

function entriesOf(kind: KindName, entries: readonly DesiredEntry[]): DesiredEntry[] {
  return entries.filter((entry) => entry.kind === kind);
}
