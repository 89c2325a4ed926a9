import { stringify } from 'yaml';
import { textsThere } from '../adopt/titles';
import { fileOf } from '../desired';
import {
  KIND_NAMES,
  type Attributes,
  type KindName,
  type Live,
  type LiveObject,
  type Lock,
} from '../kind';
import { serialiseLock } from '../lock';
import { lookupOf } from '../lookup';
import { toLockId } from '../perform';
import { toNames } from '../to-names';
import { exportable, isStandardRule, sparing } from './exportable';
import { keysFor } from './keys';
import { ownNumbers } from './own-numbers';
import { writtenAttributes } from './written-attributes';

export interface Exported {
  /** Texts by the name of their file. */
  readonly files: ReadonlyMap<string, string>;
  readonly counts: Readonly<Partial<Record<KindName, number>>>;
  /** What the files cannot say, one sentence each. */
  readonly warnings: readonly string[];
}

interface Account {
  readonly environment: string;
  readonly live: Live;
  /** Keys in use; everything else gets one. */
  readonly lock: Lock;
  readonly integrationUserId: string;
}

/**
 * Describes an account as files of desired state, with a lock that fits: planned against the same
 * account, there is nothing to do. Every account has rules of Zendesk's own: those are no entries, but
 * for the ones that people had spare something, which are guards.
 * @param kinds the kinds to write; ids of others stay ids
 */
export function exportAccount(account: Account, kinds: ReadonlySet<KindName>): Exported {
  const { environment, live, integrationUserId } = account;
  const chosen = KIND_NAMES.filter((kind) => kinds.has(kind)).map((kind) => ({
    kind,
    ...exportable(kind, live, integrationUserId),
  }));
  const lock = lockOf(account, chosen);
  const lookup = lookupOf(live, lock, integrationUserId);
  const files = new Map<string, string>();
  const warnings = chosen.flatMap((one) => one.warnings);
  for (const { kind, objects } of chosen.filter((one) => one.objects.length > 0)) {
    const keys = new Map(Object.entries(lock[kind] ?? {}).map(([key, id]) => [String(id), key]));
    const entries = objects.map((object) => {
      const key = keys.get(object.id) ?? '';
      const named = { ...object, attributes: toNames(object.attributes, lookup) };
      const entry = toEntry(named, key);
      const numbers = ownNumbers(entry);
      if (numbers.length > 0)
        warnings.push(`${kind}.${key} names ${numbers.join(', ')}: ids of this account alone.`);
      return entry;
    });
    files.set(fileOf(kind), `# As ${environment} has them.\n\n${toYaml(entries)}`);
  }
  files.set(`lock.${environment}.json`, serialiseLock(lock));
  const counts = chosen.map(({ kind, objects }) => [kind, objects.length] as const);
  return { files, counts: Object.fromEntries(counts), warnings };
}

/** @returns a key for everything that is written, the known one where there is one */
function lockOf(
  { live, lock }: Account,
  chosen: readonly { readonly kind: KindName; readonly objects: readonly LiveObject[] }[],
): Lock {
  const texts = textsThere(live);
  return Object.fromEntries(
    chosen.map(({ kind, objects }) => {
      const known = Object.entries(lock[kind] ?? {});
      const keys = keysFor(
        kind,
        objects,
        new Map(known.map(([key, id]) => [String(id), key])),
        texts,
      );
      return [kind, Object.fromEntries([...keys].map(([id, key]) => [key, toLockId(id)]))];
    }),
  );
}

function toEntry(object: LiveObject, key: string): Attributes {
  if (!isStandardRule(object)) return { key, ...writtenAttributes(object, key) };
  return { key, guard: true, title: object.title, all: sparing(object, '@{user.integration}') };
}

function toYaml(entries: readonly Attributes[]): string {
  return stringify(entries, {
    aliasDuplicateObjects: false,
    blockQuote: 'literal',
    lineWidth: 0,
    singleQuote: true,
  });
}
