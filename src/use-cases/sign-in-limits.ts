import type { Browser } from '../domain/browser';
import { networkOf } from '../domain/network';
import {
  SIGN_IN_LIMITS,
  SIGN_IN_RULES,
  type Limit,
  type LimitedAct,
} from '../domain/sign-in-rules';
import type { SignInOutcome, WayIn } from '../domain/way-in';
import { AppError } from '../errors';
import type { Log } from '../log';
import type { SendNotice } from '../messages/notices';
import type { KnownBrowsers } from '../storage/known-browsers';
import type { People } from '../storage/people';
import type { Limited, Tallies } from '../storage/tallies';
import type { CodeSeal } from './code-seal';
import type { RecordSignIn } from './sign-in-record';

export type SignInLimitsDeps = {
  tallies: Pick<Tallies, 'count' | 'countWhileWithin' | 'forget'>;
  knownBrowsers: Pick<KnownBrowsers, 'find'>;
  people: Pick<People, 'find'>;
  seal: Pick<CodeSeal, 'browser'>;
  recordSignIn: RecordSignIn;
  sendNotice: SendNotice;
  log: Pick<Log, 'warn'>;
  now: () => Date;
};

/** Something done at the door that is counted. */
export interface Try {
  readonly act: LimitedAct;
  /** As `toEmail` gives it, whether or not anybody has it. */
  readonly address: string;
  /** Whose address it is; null when nobody's. */
  readonly personId: string | null;
  readonly browser: Pick<Browser, 'known' | 'device' | 'address'>;
}

/** A try that may be judged now. */
export interface Admission extends Try {
  /** How long the way is closed if this one fails too, in milliseconds; 0 while more are allowed. */
  readonly closes: number;
}

/** How a refusal stands in the list of sign-ins its owner may look through. */
export interface RefusedEntry {
  readonly way: WayIn;
  readonly outcome: Exclude<SignInOutcome, 'signed_in'>;
}

export type SignInLimits = ReturnType<typeof createSignInLimits>;

/**
 * The limits of every way in. An address has two counts: one for each browser its owner has signed
 * in with, and one for all the others. So whoever uses up the second one shuts out strangers, never
 * the owner; and what is refused looks the same whether or not anybody has the address, because the
 * same is counted by the same statements.
 */
export function createSignInLimits(deps: SignInLimitsDeps) {
  const { tallies, knownBrowsers, people, seal, recordSignIn, sendNotice, log, now } = deps;

  /** @returns how long the way is closed from here on, 0 when more are allowed */
  async function count(tried: Try, limited: readonly Limited[], series: string): Promise<number> {
    const at = now();
    const counted = await tallies.countWhileWithin(limited, at);
    let closes = 0;
    for (const [place, { count, endsAt }] of counted.entries()) {
      const { name, most } = limited[place]!;
      const left = endsAt.getTime() - at.getTime();
      if (count > most) throw tooMany(tried, left);
      if (count === most && name.startsWith(series)) closes = Math.max(closes, left);
    }
    return closes;
  }

  function tooMany({ act, personId, browser }: Try, left: number): AppError {
    const person = personId ?? undefined;
    const { device, address: ip } = browser;
    log.warn({ event: 'sign_in', act, outcome: 'limited', person, device, ip }, 'sign-in limited');
    return new AppError('rate_limited', 'Too many tries at the door.', {
      details: { reason: 'too_many_tries', act },
      retryAfter: Math.max(1, Math.ceil(left / 1000)),
    });
  }

  /** In the background: how long it takes must not tell that there is somebody to be told. */
  async function tellOwner({ act, address, personId, browser }: Try): Promise<void> {
    if (personId === null) return;
    const at = now();
    const told = await tallies.count(`${act} of ${address} told`, SIGN_IN_RULES.blockToldEvery, at);
    const person = told.count === 1 ? await people.find(personId) : null;
    if (!person) return;
    const { email: to, locale } = person;
    sendNotice('sign_in_blocked', { to, locale, at, device: browser.device });
  }

  return {
    /**
     * Counts the try before it is judged, so that parallel ones cannot share a count.
     * @throws AppError `rate_limited` (details.reason `too_many_tries`) with the seconds to wait
     */
    async admit(tried: Try): Promise<Admission> {
      const { act, address, personId, browser } = tried;
      const limits = SIGN_IN_LIMITS[act];
      const token = browser.known === undefined ? undefined : seal.browser(browser.known);
      if (token !== undefined && (await knownBrowsers.find(personId, token)) !== null) {
        const own = ownCount(act, address, token);
        return { ...tried, closes: await count(tried, stretches(own, limits.browser), own) };
      }
      const shared = sharedCount(act, address);
      // A network that is over its limit uses up no address, and an address not what all share.
      const limited = [
        ...stretches(`${act} from ${networkOf(browser.address)}`, limits.network),
        ...stretches(shared, limits.address),
        ...stretches(`${act} in all`, limits.inAll),
      ];
      return { ...tried, closes: await count(tried, limited, shared) };
    },

    /**
     * The try was wrong: it stays counted, its owner is told when it closed the way for long.
     * @param entry the way in it was part of, for the list of sign-ins its owner may look through
     */
    async failed(admission: Admission, entry?: RefusedEntry): Promise<void> {
      if (entry) await recordSignIn({ ...admission, ...entry });
      if (admission.closes < SIGN_IN_RULES.blockToldFrom) return;
      void tellOwner(admission).catch((error: unknown) => {
        log.warn({ error, act: admission.act }, 'an owner was not told');
      });
    },

    /** The try was right: failures are counted anew, strangers' too, since their owner is here. */
    async succeeded({ act, address, browser }: Try): Promise<void> {
      const limits = SIGN_IN_LIMITS[act];
      const forgotten = stretches(sharedCount(act, address), limits.address);
      if (browser.known !== undefined) {
        const own = ownCount(act, address, seal.browser(browser.known));
        forgotten.push(...stretches(own, limits.browser));
      }
      await tallies.forget(...forgotten.map(({ name }) => name));
    },
  };
}

const sharedCount = (act: LimitedAct, address: string) => `${act} of ${address}`;
const ownCount = (act: LimitedAct, address: string, token: string) =>
  `${act} of ${address} by ${token}`;
const stretches = (name: string, limits: readonly Limit[]): Limited[] =>
  limits.map(({ most, within }) => ({ name: `${name} in ${within / 60_000} min`, most, within }));
