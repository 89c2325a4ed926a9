import type { DesiredEntry } from '../desired-entry';
import { textOf } from '../json-parts';
import type { LiveObject } from '../kind';
import { titleOf } from '../attributes';
import type { Alike } from './alike';
import { doesAs, namesOfStandard } from './standard-rules';
import { SUBSTANCE } from './substance';
import { titlesWanted, type Texts, type Titles } from './titles';

/**
 * How sure it is that something there is what an entry means, by points:
 * - 50 its title is the same, in any of its languages
 * - 50 what it is is the same (a field's type and options, a form's fields, where a webhook calls, what
 *   a rule asks and does, the texts in all languages, a group's description); 20 for half of it or more
 * - of a guard: 50 it does what that rule of Zendesk's does, 60 Zendesk made it with the account,
 *   50 its title is the same
 *
 * So a title alone is never certain, nor is anything of another title, but a rule Zendesk made.
 */
export type Confidence = 'certain' | 'likely' | 'perhaps';
const CERTAIN = 100;
const LIKELY = 70;
const PERHAPS = 50;

export interface Candidate {
  readonly id: string;
  readonly title: string;
  readonly isActive: boolean;
  readonly confidence: Confidence;
  readonly points: number;
  /** What is the same, for a person to judge. */
  readonly reasons: readonly string[];
}

/** Something that is nobody's yet, with names where ids are known. */
export interface Free {
  readonly object: LiveObject;
  readonly titles: Titles;
}

/** What candidates are judged by. */
export interface Judging {
  /** The dynamic content of the files, by key. */
  readonly texts: ReadonlyMap<string, Texts>;
  readonly alike: Alike;
}

/** @returns what an entry may be of the free things of its kind, surest first */
export function candidatesFor(
  entry: DesiredEntry,
  free: readonly Free[],
  judging: Judging,
): Candidate[] {
  const wanted = titlesWanted(entry.attributes[titleOf(entry.kind)], judging.texts);
  const found = free
    .flatMap((one) =>
      entry.isGuard ? judgeGuard(entry, one.object) : judgeOwn(entry, wanted, one, judging),
    )
    .sort((a, b) => b.points - a.points);
  // Of rules that do the same, the one Zendesk made is meant, and then the one of that title.
  return entry.isGuard ? found.filter(({ points }) => points === found[0]?.points) : found;
}

function judgeOwn(
  { kind, attributes }: DesiredEntry,
  wanted: Titles,
  { object, titles }: Free,
  { alike }: Judging,
): Candidate[] {
  const isTitle = [...wanted].some((title) => titles.has(title));
  const { same, of, what, isCommon } = SUBSTANCE[kind](attributes, object.attributes, alike);
  if (isCommon && !isTitle) return [];
  const isWhole = of > 0 && same === of;
  const isPart = of > 0 && !isWhole && same * 2 >= of;
  return toCandidate(object, [
    [isTitle ? 50 : 0, 'same title'],
    [isWhole ? 50 : 0, `same ${what}`],
    [isPart ? 20 : 0, `${same} of ${of} ${what}`],
  ]);
}

function judgeGuard({ attributes }: DesiredEntry, object: LiveObject): Candidate[] {
  const title = textOf(attributes.title);
  const isTitle = namesOfStandard(title).includes(object.title);
  const doesSo = doesAs(title, object.attributes);
  if (!(doesSo ?? isTitle)) return [];
  return toCandidate(object, [
    [doesSo ? 50 : 0, 'does what that rule does'],
    [object.isBuiltIn ? 60 : 0, "Zendesk's own"],
    [isTitle ? 50 : 0, 'same title'],
  ]);
}

function toCandidate(
  { id, title, isActive }: LiveObject,
  judged: readonly (readonly [points: number, reason: string])[],
): Candidate[] {
  const counted = judged.filter(([points]) => points > 0);
  const points = counted.reduce((sum, [some]) => sum + some, 0);
  if (points < PERHAPS) return [];
  const confidence = points >= CERTAIN ? 'certain' : points >= LIKELY ? 'likely' : 'perhaps';
  const reasons = counted.map(([, reason]) => reason);
  return [{ id, title, isActive, confidence, points, reasons }];
}
