import { readDesired, type DesiredEntry } from './desired';
import type { Applied, Lock } from './kind';
import { readLive, type Reading } from './live';
import { makePlan } from './make-plan';
import type { Plan, Problem } from './plan';
import { preflight } from './preflight/preflight';
import { digestSecrets } from './secrets';
import { readApplied, readDigestKey, readLock } from './site-files';
import type { Allowances, Site } from './site';

/** A plan, and what it was made from. */
export interface Prepared extends Reading {
  readonly plan: Plan;
  readonly entries: readonly DesiredEntry[];
  readonly lock: Lock;
  readonly applied: Applied;
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
  const digests = entries.map(({ kind, key: name, attributes }) => [
    `${kind}.${name}`,
    digestSecrets(attributes, site.secretOf, key),
  ]);
  const plan = makePlan({
    environment: site.environment,
    desired: entries,
    live: reading.live,
    ...{ lock, applied, warnings, integrationUserId: reading.integrationUserId },
    options: allowances,
    secretDigests: Object.fromEntries(digests) as Record<string, string | null>,
  });
  return { ...reading, plan, entries, lock, applied };
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
