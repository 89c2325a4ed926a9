import type { DesiredEntry } from './desired-entry';
import { KIND_NAMES, type Attributes, type KindName, type LiveObject } from './kind';
import { readLive } from './live';
import { lookupOf, type Lookup } from './lookup';
import { normalise } from './normalise';
import { comparePlan, type Prepared } from './prepare';
import type { Allowances, Site } from './site';
import { readLock } from './site-files';
import { readSnapshot, type Snapshot } from './snapshot';
import { toNames } from './to-names';

/**
 * The plan that takes an apply back: what it changed becomes as its snapshot has it, what it made
 * is put to sleep (or deleted, where allowed by key), everything else stays as it is now.
 * @throws AppError `not_found` when there is no snapshot of that apply
 */
export async function prepareRollback(
  site: Site,
  applyId: string,
  allowances: Allowances,
): Promise<Prepared> {
  const snapshot = await readSnapshot(site, applyId);
  const [lock, reading] = await Promise.all([readLock(site), readLive(site)]);
  const lookup = lookupOf(reading.live, lock, reading.integrationUserId);
  const entries = KIND_NAMES.flatMap((kind) => {
    const objects = reading.live[kind];
    const there = new Map((objects === 'missing' ? [] : objects).map((one) => [one.id, one]));
    const wanted = Object.entries(lock[kind] ?? {}).flatMap(([key, id]) =>
      entryOf(snapshot, lookup, kind, key, there.get(String(id))),
    );
    return inFormerOrder(wanted, snapshot.order[kind] ?? [], [...there.keys()], lock[kind] ?? {});
  });
  const prepared = await comparePlan(site, allowances, reading, entries);
  const isTouched = ({ kind, key }: DesiredEntry) =>
    snapshot.touched.some((each) => each.kind === kind && each.key === key);
  const recorded = entries.filter(isTouched).map((entry) => ({
    ...entry,
    attributes: asApplied(entry.attributes, prepared.applied[entry.kind]?.[entry.key]),
  }));
  return { ...prepared, entries: recorded };
}

function entryOf(
  { touched }: Snapshot,
  lookup: Lookup,
  kind: KindName,
  key: string,
  object: LiveObject | undefined,
): DesiredEntry[] {
  const former = touched.find((each) => each.kind === kind && each.key === key);
  if (former) return former.attributes === null ? [] : [toEntry(kind, key, former.attributes)];
  if (!object) return [];
  const now = withoutAuthentication(normalise(kind, toNames(object.attributes, lookup)));
  return [toEntry(kind, key, now)];
}

/** Of what was applied before, only what the files named is ever compared. */
function asApplied(former: Attributes, applied: Attributes | undefined): Attributes {
  if (!applied) return former;
  return Object.fromEntries(Object.entries(former).filter(([name]) => name in applied));
}

/** What Zendesk does not tell cannot be wanted: it stays. */
function withoutAuthentication({ authentication, ...rest }: Attributes): Attributes {
  void authentication;
  return rest;
}

function toEntry(kind: KindName, key: string, attributes: Attributes): DesiredEntry {
  return { kind, key, attributes, isGuard: false, place: '', isEssential: false };
}

/** The order of the entries is the order wanted: what stood before stands as it stood, the rest as now. */
function inFormerOrder(
  entries: readonly DesiredEntry[],
  former: readonly string[],
  ids: readonly string[],
  lock: Readonly<Record<string, number | string>>,
): DesiredEntry[] {
  const now = ({ key }: DesiredEntry) => ids.indexOf(String(lock[key]));
  const sorted = [...entries].sort((a, b) => now(a) - now(b));
  const rank = new Map(former.map((key, index) => [key, index]));
  const known = sorted
    .filter(({ key }) => rank.has(key))
    .sort((a, b) => rank.get(a.key)! - rank.get(b.key)!);
  return sorted.map((entry) => (rank.has(entry.key) ? known.shift()! : entry));
}
