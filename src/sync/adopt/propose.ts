import { titleOf } from '../attributes';
import type { DesiredEntry } from '../desired-entry';
import type { KindName, Live, Lock } from '../kind';
import { lookupOf } from '../lookup';
import { liveOf } from '../settle';
import { idOf } from '../to-ids';
import { toNames } from '../to-names';
import { alikeBut } from './alike';
import { candidatesFor, type Candidate, type Free } from './candidates';
import { textsThere, textsWanted, titlesThere } from './titles';

/** What one entry of the files may be among what is there already. */
export interface Proposal {
  readonly kind: KindName;
  readonly key: string;
  readonly title: string;
  /** Surest first, and at least one. */
  readonly candidates: readonly Candidate[];
}

interface Input {
  readonly entries: readonly DesiredEntry[];
  readonly live: Live;
  /** Of now: what is bound already tells more about the rest. */
  readonly lock: Lock;
  readonly integrationUserId: string;
}

/**
 * @returns what the entries of a kind may be that have nothing in the account yet; rules of Zendesk's
 *   own come last, so that nothing of ours is taken for one of them
 */
export function propose(kind: KindName, input: Input): Proposal[] {
  const { entries, live, lock, integrationUserId } = input;
  const unbound = entries.filter((entry) => entry.kind === kind && !liveOf(entry, { live, lock }));
  if (live[kind] === 'missing' || unbound.length === 0) return [];
  const lookup = lookupOf(live, lock, integrationUserId);
  const texts = textsThere(live);
  const owned = new Set(Object.values(lock[kind] ?? {}).map(String));
  const free = live[kind]
    // Zendesk's own fields are found by their type.
    .filter(({ id, isBuiltIn }) => !owned.has(id) && !(kind === 'ticket_fields' && isBuiltIn))
    .map((object): Free => ({
      object: { ...object, attributes: toNames(object.attributes, lookup) },
      titles: titlesThere(object.title, texts),
    }));
  const judging = {
    texts: textsWanted(entries),
    alike: alikeBut((reference) => idOf(reference, lookup) !== undefined),
  };
  return [...unbound]
    .sort((a, b) => Number(a.isGuard) - Number(b.isGuard))
    .map((entry) => toProposal(entry, candidatesFor(entry, free, judging)))
    .filter(({ candidates }) => candidates.length > 0);
}

/**
 * @param all the proposals of its kind
 * @returns the one candidate that may be taken without asking anybody: it is certain, it is the only
 *   one, and no other entry may be just as certainly it
 */
export function sureOf(proposal: Proposal, all: readonly Proposal[]): Candidate | undefined {
  const [only] = proposal.candidates;
  if (proposal.candidates.length !== 1 || only?.confidence !== 'certain') return undefined;
  const isWanted = all.some(
    (other) =>
      other.key !== proposal.key &&
      other.candidates.some(({ id, confidence }) => id === only.id && confidence === 'certain'),
  );
  return isWanted ? undefined : only;
}

function toProposal(entry: DesiredEntry, candidates: readonly Candidate[]): Proposal {
  const { kind, key, attributes } = entry;
  const title = attributes[titleOf(kind)];
  return { kind, key, title: typeof title === 'string' ? title : key, candidates };
}
