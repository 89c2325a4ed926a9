import type { DesiredEntry } from './desired-entry';
import { KIND_NAMES } from './kind';
import { referencesIn } from './references';

/** @returns the entries so that each stands behind everything it names; else in the order of kinds and files */
export function topological(entries: readonly DesiredEntry[]): DesiredEntry[] {
  const byName = new Map(entries.map((entry) => [`${entry.kind}.${entry.key}`, entry]));
  const ordered = new Set<DesiredEntry>();
  const onTheWay = new Set<DesiredEntry>();
  const visit = (entry: DesiredEntry) => {
    // A cycle is a problem of its own (preflight `reference-cycle`).
    if (ordered.has(entry) || onTheWay.has(entry)) return;
    onTheWay.add(entry);
    for (const { room, name } of referencesIn(entry.attributes)) {
      const needed = byName.get(`${room}.${name}`);
      if (needed) visit(needed);
    }
    ordered.add(entry);
  };
  for (const kind of KIND_NAMES) entries.filter((entry) => entry.kind === kind).forEach(visit);
  return [...ordered];
}
