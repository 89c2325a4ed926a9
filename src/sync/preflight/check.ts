import type { Offer } from '../../domain/offer';
import type { DesiredEntry } from '../desired-entry';
import type { KindName } from '../kind';
import type { Reference } from '../references';

/** One rule the files are held against. */
export interface Check {
  readonly name: string;
  /** A problem makes the plan unusable; a warning is told. */
  readonly level: 'problem' | 'warning';
  readonly find: (config: Config) => readonly Finding[];
}

export interface Finding {
  readonly entry: DesiredEntry;
  readonly message: string;
}

/** What the checks look at. */
export interface Config {
  readonly entries: readonly DesiredEntry[];
  readonly offer: Pick<Offer, 'kinds' | 'impactLevels'>;
  readonly of: (kind: KindName) => readonly DesiredEntry[];
  readonly find: (reference: Reference | undefined) => DesiredEntry | undefined;
}

/** @returns the configuration with ways to find things in it */
export function toConfig(entries: readonly DesiredEntry[], offer: Config['offer']): Config {
  const byName = new Map(entries.map((entry) => [`${entry.kind}.${entry.key}`, entry]));
  return {
    entries,
    offer,
    of: (kind) => entries.filter((entry) => entry.kind === kind),
    find: (reference) => reference && byName.get(`${reference.room}.${reference.name}`),
  };
}

/** A check of one entry at a time. */
export function each(
  name: string,
  level: Check['level'],
  kinds: readonly KindName[],
  messages: (entry: DesiredEntry, config: Config) => readonly string[],
): Check {
  const find = (config: Config) =>
    kinds
      .flatMap(config.of)
      .flatMap((entry) => messages(entry, config).map((message) => ({ entry, message })));
  return { name, level, find };
}
