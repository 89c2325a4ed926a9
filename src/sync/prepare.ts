import { readDesired } from './desired';
import type { DesiredEntry } from './desired-entry';
import type { Applied, Lock } from './kind';
import { readLive, type Reading } from './live';
import { countTouched } from './count-touched';
import { makePlan } from './make-plan';
import type { Plan, Problem } from './plan';
import { preflight } from './preflight/preflight';
import { secretDigestsOf } from './secrets';
import { readApplied, readDigestKey, readLock } from './site-files';
import type { Allowances, Site } from './site';

/** A plan, and what it was made from. */
export interface Prepared extends Reading {
  readonly plan: Plan;
  readonly entries: readonly DesiredEntry[];
  readonly lock: Lock;
  readonly applied: Applied;
  /** Digests of the secrets the entries name, by `kind.key`. */
  readonly digests: Readonly<Record<string, string | null>>;
}

/**
 * Checks the files without asking Zendesk, then reads Zendesk and compares. A read-only credential
 * is enough. Files with problems are not compared with anything.
 */
export async function preparePlan(
  site: Site,
  allowances: Allowances,
): Promise<Prepared | { readonly plan: Plan }> {
  const { entries, problems } = readDesired(site.desiredFolder, site);
  const checked = preflight(entries, site.offer);
  const all = [...problems, ...checked.problems];
  const warnings = checked.warnings.map(sentenceOf);
  if (all.length > 0) return { plan: unusable(site, all, warnings) };
  return comparePlan(site, allowances, await readLive(site), entries, warnings);
}

/** @returns the plan that brings what was read to what the entries want */
export async function comparePlan(
  site: Site,
  allowances: Allowances,
  reading: Reading,
  entries: readonly DesiredEntry[],
  warnings: readonly string[] = [],
): Promise<Prepared> {
  const [lock, applied, key] = await Promise.all([
    readLock(site),
    readApplied(site),
    readDigestKey(site),
  ]);
  const digests = secretDigestsOf(entries, site.secretOf, key);
  const input = {
    environment: site.environment,
    desired: entries,
    live: reading.live,
    ...{ lock, applied, warnings, integrationUserId: reading.integrationUserId },
    options: allowances,
    secretDigests: digests,
  };
  const first = makePlan(input);
  const touchedTickets = await countTouched(site, first.changes, lock);
  const plan = touchedTickets ? makePlan({ ...input, touchedTickets }) : first;
  return { ...reading, plan, entries, lock, applied, digests };
}

function sentenceOf({ place, message }: Problem): string {
  return place ? `${place}: ${message}` : message;
}

function unusable(
  { environment }: Site,
  problems: readonly Problem[],
  warnings: readonly string[],
): Plan {
  return { environment, fingerprint: '', changes: [], problems, warnings, unmanaged: {} };
}
