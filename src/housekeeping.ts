import { SIGN_IN_RULES } from './domain/sign-in-rules';
import { toAppError } from './errors';
import type { Log } from './log';
import type { Hints } from './mirror/hints';
import type { Upkeep } from './outbox/upkeep';
import type { CallLedger } from './storage/call-ledger';
import type { Files } from './storage/files';
import type { HalfwaySignIns } from './storage/halfway-sign-ins';
import type { KnownBrowsers } from './storage/known-browsers';
import type { OneTimeCodes } from './storage/one-time-codes';
import type { ProviderRequests } from './storage/provider-requests';
import type { Sessions } from './storage/sessions';
import type { SignInLog } from './storage/sign-in-log';
import type { Tallies } from './storage/tallies';
import type { UnprovedIdentities } from './storage/unproved-identities';

type Deps = {
  sessions: Pick<Sessions, 'sweep'>;
  codes: Pick<OneTimeCodes, 'sweep'>;
  halfway: Pick<HalfwaySignIns, 'sweep'>;
  knownBrowsers: Pick<KnownBrowsers, 'sweep'>;
  signInLog: Pick<SignInLog, 'sweep'>;
  tallies: Pick<Tallies, 'sweep'>;
  providerRequests: Pick<ProviderRequests, 'sweep'>;
  unprovedIdentities: Pick<UnprovedIdentities, 'sweep'>;
  files: Pick<Files, 'sweepAbandoned'>;
  hints: Pick<Hints, 'sweep'>;
  ledger: Pick<CallLedger, 'sweep'>;
  upkeep: Pick<Upkeep, 'sweepSettled' | 'sweepFiles'>;
  /** Days that delivered files and delivered acts stay. */
  keep: { readonly filesDays: number; readonly days: number };
  log: Log;
  now: () => Date;
};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Codes outlive their ten minutes for a day, for whoever looks into what happened. */
const KEEP_CODES = DAY;
/** Six months, as Brazil's Marco Civil da Internet (art. 15) asks of access records. */
const KEEP_SIGN_INS = 183 * DAY;
/** A form may stand open for a day before its files are taken as abandoned. */
const KEEP_FILES = 24 * HOUR;
/** The longest window of a limit is ten minutes. */
const KEEP_CALLS = HOUR;
/** Far longer than a signature is fresh, so a delivery cannot come back once it is forgotten. */
const KEEP_INVOCATIONS = 24 * HOUR;

/** Lets go of what has ended. @returns how many rows of each kind */
export async function sweep(deps: Deps) {
  const { sessions, codes, files, hints, ledger, upkeep, keep } = deps;
  const now = deps.now();
  const time = now.getTime();
  const filesDays = Math.min(keep.filesDays, keep.days);
  return {
    sessions: await sessions.sweep(now),
    codes: await codes.sweep(new Date(time - KEEP_CODES)),
    halfway: await deps.halfway.sweep(now),
    tallies: await deps.tallies.sweep(now),
    providerRequests: await deps.providerRequests.sweep(now),
    unprovedIdentities: await deps.unprovedIdentities.sweep(now),
    knownBrowsers: await deps.knownBrowsers.sweep(new Date(time - SIGN_IN_RULES.browserLifetime)),
    signIns: await deps.signInLog.sweep(new Date(time - KEEP_SIGN_INS)),
    files: await files.sweepAbandoned(new Date(time - KEEP_FILES)),
    // Files first: they are found through their acts.
    deliveredFiles: await upkeep.sweepFiles(new Date(time - filesDays * DAY)),
    acts: await upkeep.sweepSettled(new Date(time - keep.days * DAY)),
    calls: await ledger.sweep(new Date(time - KEEP_CALLS)),
    invocations: await hints.sweep(new Date(time - KEEP_INVOCATIONS)),
  };
}

/** Sweeps every hour until stopped. */
export function startHousekeeping(deps: Deps): { stop(): void } {
  const timer = setInterval(() => {
    sweep(deps).catch((thrown: unknown) => {
      deps.log.warn({ error: toAppError(thrown) }, 'housekeeping failed');
    });
  }, HOUR);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
