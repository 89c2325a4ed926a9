import { AppError } from '../errors';
import { titleOf } from './attributes';
import type { Sending } from './journal';
import type { Attributes, Json } from './kind';
import { readKind } from './live';
import type { Lookup } from './lookup';
import type { Site } from './site';
import { toNames } from './to-names';

/**
 * Looks for what a creation may have made although its answer never came. Zendesk's configuration
 * knows no idempotency key, and a mark of ours in a title would be seen by people, so the proof is
 * this: of exactly that title, not there before we first sent it (the journal names which were),
 * nobody's in the lock, and in everything we sent equal to what we sent.
 * @returns its id and placeholder, or undefined when nothing was made
 * @throws AppError `conflict` for something new of that title that is not what we sent
 */
export async function findCreated(
  site: Pick<Site, 'configuration' | 'patience'>,
  lookup: Lookup,
  { kind, key, write, before }: Sending,
): Promise<{ id: string; placeholder: Json | undefined } | undefined> {
  const found = await readKind(site, kind);
  const known = new Set([...before, ...Object.values(lookup.lock[kind] ?? {}).map(String)]);
  const title = write[titleOf(kind)];
  const fresh = (found === 'missing' ? [] : found)
    .filter(({ id }) => !known.has(id))
    .map(({ id, attributes }) => ({ id, attributes: toNames(attributes, lookup) }))
    .filter(({ attributes }) => attributes[titleOf(kind)] === title);
  const ours = fresh.find(({ attributes }) => holdsAll(attributes, withoutSecrets(write)));
  if (ours) return { id: ours.id, placeholder: ours.attributes.placeholder };
  if (fresh.length === 0) return undefined;
  throw new AppError(
    'conflict',
    `Something else of that title came into Zendesk's ${kind} while ${kind}.${key} was being made: rename one of the two and run apply again.`,
  );
}

/** Zendesk never answers what a webhook proves itself with. */
function withoutSecrets({ authentication, ...rest }: Attributes): Attributes {
  void authentication;
  return rest;
}

/** @returns whether everything in `part` is in `whole` too, lists in the same order */
function holdsAll(whole: Json | undefined, part: Json): boolean {
  if (Array.isArray(part)) {
    return (
      Array.isArray(whole) &&
      whole.length === part.length &&
      part.every((item: Json, index) => holdsAll(whole[index] as Json, item))
    );
  }
  if (typeof part === 'object' && part !== null) {
    const members = typeof whole === 'object' && whole !== null ? (whole as Attributes) : {};
    return Object.entries(part).every(([name, value]) => holdsAll(members[name], value));
  }
  return whole === part;
}
