import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Offer } from '../domain/offer';
import { titleOf } from './attributes';
import { readEntries } from './desired-file';
import { toEntries, type DesiredEntry } from './desired-entry';
import { NUMBERS_FILE, readNumbers } from './desired-numbers';
import { generatedFrom } from './expand';
import { KIND_NAMES, type KindName } from './kind';
import type { Problem } from './plan';

export interface DesiredInputs {
  readonly offer: Offer;
  /** What `@{setting.x}` stands for. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Reads a folder of desired state, `config/zendesk`.
 * @returns its entries in the order of the files, repeated and filled in, normalised; and every
 *   problem of every file, with its line
 */
export function readDesired(
  folder: string,
  inputs: DesiredInputs,
): { entries: DesiredEntry[]; problems: Problem[] } {
  const files = readdirSync(folder).filter((file) => /\.ya?ml$/.test(file));
  const numbers = readNumbers(folder);
  const unknown = files.filter((file) => !isKindFile(file) && file !== NUMBERS_FILE);
  const problems = [...numbers.problems, ...unknown.map(unknownFile)];
  const settings = { ...numbers.values, ...inputs.settings };
  const entries: DesiredEntry[] = [];
  // Dynamic content comes before the fields whose choices it names.
  for (const kind of KIND_NAMES.filter((name) => files.includes(fileOf(name)))) {
    const file = fileOf(kind);
    const read = readEntries(file, readFileSync(join(folder, file), 'utf8'));
    problems.push(...read.problems);
    const texts = entries.filter((entry) => entry.kind === 'dynamic_content');
    const generated = generatedFrom(inputs.offer, new Set(texts.map(({ key }) => key)));
    for (const written of read.entries) {
      const made = toEntries(kind, written, { ...inputs, settings, generated });
      problems.push(...made.problems);
      entries.push(...made.entries);
    }
  }
  return { entries, problems: [...problems, ...duplicates(entries)] };
}

/** @returns the file of a kind: `ticket-fields.yaml` */
export function fileOf(kind: KindName): string {
  return `${kind.replaceAll('_', '-')}.yaml`;
}

function isKindFile(file: string): boolean {
  return KIND_NAMES.some((kind) => fileOf(kind) === file);
}

function unknownFile(file: string): Problem {
  const known = KIND_NAMES.map(fileOf).join(', ');
  const message = `No kind of thing is kept in such a file; there are ${known}.`;
  return { check: 'unknown-file', place: file, message };
}

/** Keys must differ, and titles too: people, and `adopt`, tell things apart by them. */
function duplicates(entries: readonly DesiredEntry[]): Problem[] {
  const seen = new Map<string, DesiredEntry>();
  return entries.flatMap((entry) => {
    const { kind, key, attributes, place } = entry;
    const title = attributes[titleOf(kind)];
    return [
      { check: 'duplicate-key', id: `key ${kind} ${key}`, what: `The key ${key}` },
      ...(typeof title === 'string' && !entry.isGuard
        ? [{ check: 'duplicate-title', id: `title ${kind} ${title}`, what: `The title "${title}"` }]
        : []),
    ].flatMap(({ check, id, what }) => {
      const before = seen.get(id);
      if (!before) seen.set(id, entry);
      return before
        ? [{ check, place, message: `${what} stands at ${before.place} already.` }]
        : [];
    });
  });
}
