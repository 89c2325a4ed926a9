import type { Browser } from '../domain/browser';
import type { Customer } from '../domain/customer';
import { GUESSING } from '../domain/guessing-limits';
import type { SendNotice } from '../messages/notices';
import type { KnownBrowsers } from '../storage/known-browsers';
import type { Tallies } from '../storage/tallies';
import type { CodeSeal } from './code-seal';
import { takeTurns, type Turn } from './turns';

export type GuessDeps = {
  tallies: Pick<Tallies, 'count' | 'forget'>;
  knownBrowsers: Pick<KnownBrowsers, 'find'>;
  seal: Pick<CodeSeal, 'browser'>;
  sendNotice: SendNotice;
  now: () => Date;
};

/** A try at something that can be guessed. */
export interface Guess {
  /** What is guessed at, whether or not it exists: `password of owner@store.example`. */
  readonly at: string;
  readonly browser: Browser;
  /** Whose it is, to be told; null when nobody's. */
  readonly owner: Customer | null;
}

/** Nobody's id: who does not exist is looked up all the same, so that the time taken tells nothing. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Counts a guess before it is judged. A browser its owner has signed in with counts apart, so that
 * strangers cannot use up the owner's tries.
 * @throws AppError `rate_limited`
 */
export async function countGuess(deps: GuessDeps, guess: Guess): Promise<void> {
  const { at, browser, owner } = guess;
  const { window, perOwner, inARow, forgotten } = GUESSING;
  const known = await knownHash(deps, guess);
  const turns: Turn[] =
    known !== null
      ? [
          { name: tallyOf(at, known), most: perOwner.knownBrowser, lasting: window },
          { name: rowOf(at, known), most: inARow.knownBrowsers, lasting: forgotten },
        ]
      : [
          { name: `guesses from ${browser.address}`, most: GUESSING.perAddress, lasting: window },
          { name: 'guesses', most: GUESSING.inAll, lasting: window },
          { name: tallyOf(at, known), most: perOwner.strangers, lasting: window },
          { name: rowOf(at, known), most: inARow.strangers, lasting: forgotten },
        ];
  await takeTurns(deps, turns, async (name) => {
    if (owner && name.includes(at)) await warnOwner(deps, owner, browser);
  });
}

/** The guess was right: what came before it counts no more. */
export async function forgetGuesses(deps: GuessDeps, guess: Guess): Promise<void> {
  const known = await knownHash(deps, guess);
  await deps.tallies.forget(tallyOf(guess.at, known));
  await deps.tallies.forget(rowOf(guess.at, known));
}

/** What is guessed at was replaced, by somebody who proved to be its owner. */
export async function forgetRows({ tallies }: Pick<GuessDeps, 'tallies'>, at: string) {
  await tallies.forget(rowOf(at, null));
  await tallies.forget(rowOf(at, 'known'));
}

async function knownHash(
  { knownBrowsers, seal }: GuessDeps,
  { browser, owner }: Guess,
): Promise<string | null> {
  if (browser.known === undefined) return null;
  const hash = seal.browser(browser.known);
  return (await knownBrowsers.find(owner?.id ?? NOBODY, hash)) ? hash : null;
}

const tallyOf = (at: string, known: string | null) => `${at} by ${known ?? 'strangers'}`;
const rowOf = (at: string, known: string | null) =>
  `${at} in a row by ${known === null ? 'strangers' : 'its owner'}`;

async function warnOwner(
  { tallies, sendNotice, now }: GuessDeps,
  { id, email, locale }: Customer,
  { device }: Browser,
): Promise<void> {
  const at = now();
  const { count } = await tallies.count(`warnings to ${id}`, GUESSING.noticesEvery, at);
  if (count === 1) sendNotice('sign_in_blocked', { to: email, locale, at, device });
}
