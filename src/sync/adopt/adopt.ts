import { AppError } from '../../errors';
import { readDesired, type DesiredInputs } from '../desired';
import type { DesiredEntry } from '../desired-entry';
import { KIND_NAMES, type KindName } from '../kind';
import { readLive } from '../live';
import { unusable } from '../refuse-unsafe';
import type { Site } from '../site';
import { readLock, writeLock } from '../site-files';
import { bind } from './bind';
import { propose, type Proposal } from './propose';

export interface Binding {
  readonly kind: KindName;
  readonly key: string;
  readonly id: string;
}

export interface Adopted {
  readonly bound: readonly Binding[];
  /** What nobody decided. */
  readonly open: readonly Proposal[];
}

/**
 * @param proposal what one entry may be
 * @param all the proposals of its kind
 * @returns the id it is, null for none of them, undefined when that stays open
 */
export type Decide = (
  proposal: Proposal,
  all: readonly Proposal[],
) => Promise<string | null | undefined>;

/**
 * Finds what the files describe among what is in the account already, and binds what is decided: in
 * the lock, at once. The account itself is not changed.
 * @param words keys, `kind.key`, or `key=id` for who knows; none for every entry
 * @throws AppError `invalid` for files with problems and unknown keys, `conflict` for an id that is
 *   another entry's
 */
export async function adopt(
  site: Site & DesiredInputs,
  words: readonly string[],
  decide: Decide,
): Promise<Adopted> {
  const { entries, problems } = readDesired(site.desiredFolder, site);
  if (problems.length > 0) throw unusable(problems);
  const wishes = words.map((word) => toWish(word, entries));
  const { live, integrationUserId } = await readLive(site);
  let lock = await readLock(site);
  const bound: Binding[] = [];
  const open: Proposal[] = [];
  const take = async (binding: Binding) => {
    lock = bind(lock, live, binding);
    await writeLock(site, lock);
    bound.push(binding);
  };
  for (const { kind, key, id } of wishes) if (id !== undefined) await take({ kind, key, id });
  for (const kind of KIND_NAMES) {
    const proposals = propose(kind, { entries, live, lock, integrationUserId });
    for (const { candidates, ...proposal } of proposals.filter((one) => isWished(one, wishes))) {
      const left = candidates.filter(({ id }) => !bound.some((one) => one.id === id));
      if (left.length === 0) continue;
      const now = { ...proposal, candidates: left };
      const id = await decide(now, proposals);
      if (id === undefined) open.push(now);
      else if (id !== null) await take({ kind, key: proposal.key, id });
    }
  }
  return { bound, open };
}

interface Wish {
  readonly kind: KindName;
  readonly key: string;
  readonly id: string | undefined;
}

function toWish(word: string, entries: readonly DesiredEntry[]): Wish {
  const [name = '', id] = word.split('=', 2);
  const found = entries.filter(({ kind, key }) => key === name || `${kind}.${key}` === name);
  const [entry] = found;
  if (!entry) throw new AppError('invalid', `The files have nothing called ${name}.`);
  if (found.length > 1) {
    const names = found.map(({ kind, key }) => `${kind}.${key}`).join(' or ');
    throw new AppError('invalid', `${name} may be ${names}: say which.`);
  }
  return { kind: entry.kind, key: entry.key, id };
}

function isWished({ kind, key }: Pick<Proposal, 'kind' | 'key'>, wishes: readonly Wish[]): boolean {
  return wishes.length === 0 || wishes.some((wish) => wish.kind === kind && wish.key === key);
}
