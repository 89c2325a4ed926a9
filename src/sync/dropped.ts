import { SLEEP } from './attributes';
import {
  KIND_NAMES,
  type Applied,
  type KindName,
  type Live,
  type LiveObject,
  type Lock,
} from './kind';
import type { Change, Problem } from './plan';
import { referencesIn } from './references';
import { liveOf } from './settle';

interface There {
  readonly live: Live;
  readonly lock: Lock;
  readonly applied: Applied;
}

/**
 * What the lock says is ours and the files do not name any more: put to sleep, or removed where its
 * key is among `toDelete`. Kinds that cannot sleep stay, with a warning.
 * @param isWanted whether the files name a key
 */
export function dropped(
  there: There,
  isWanted: (kind: KindName, key: string) => boolean,
  toDelete: ReadonlySet<string>,
): { changes: Change[]; warnings: string[]; problems: Problem[] } {
  const changes: Change[] = [];
  const warnings: string[] = [];
  const problems: Problem[] = [];
  const known = new Set<string>();
  for (const kind of [...KIND_NAMES].reverse()) {
    for (const key of Object.keys(there.lock[kind] ?? {}).reverse()) {
      const name = `${kind}.${key}`;
      const isNamed = toDelete.has(name) || toDelete.has(key);
      if (isNamed) [name, key].forEach((one) => known.add(one));
      if (isWanted(kind, key)) {
        const message = `${name} is still in the files; take it out first.`;
        if (isNamed) problems.push({ check: 'delete', place: `--delete ${key}`, message });
        continue;
      }
      const live = liveOf({ kind, key }, there);
      if (!live) continue;
      if (isZendesksOwn(live, there.applied[kind]?.[key])) {
        warnings.push(`${name} is Zendesk's own and not in the files any more: it stays as it is.`);
        continue;
      }
      const users = usersOf(name, live, there.live);
      const used = `"${live.title}" is still used by ${users.slice(0, 3).join(', ')}${users.length > 3 ? ` and ${users.length - 3} more` : ''}.`;
      if (isNamed) {
        if (users.length > 0) problems.push({ check: 'still-used', place: name, message: used });
        changes.push(goodbye(kind, key, live, 'delete', []));
      } else if (!SLEEP[kind]) {
        warnings.push(
          `${name} is not in the files any more and stays; --delete ${key} removes it.`,
        );
      } else if (live.isActive) {
        changes.push(goodbye(kind, key, live, 'deactivate', users.length > 0 ? [used] : []));
      }
    }
  }
  for (const key of toDelete) {
    const message = 'The lock has no such key; only what an apply made is ever removed.';
    if (!known.has(key)) problems.push({ check: 'delete', place: `--delete ${key}`, message });
  }
  return { changes, warnings, problems };
}

function goodbye(
  kind: KindName,
  key: string,
  { id, title }: LiveObject,
  act: 'delete' | 'deactivate',
  warnings: readonly string[],
): Change {
  return { kind, key, title, act, id, differences: [], writes: [], warnings, needsAllow: false };
}

/** A guard left no title in the applied state: the rule was never ours. */
function isZendesksOwn(live: LiveObject, applied: object | undefined): boolean {
  const isRule = live.kind === 'triggers' || live.kind === 'automations';
  return live.isBuiltIn || (isRule && applied !== undefined && !('title' in applied));
}

/** @returns what is awake and names the thing, each as `kind "title"` */
function usersOf(name: string, self: LiveObject, live: Live): string[] {
  return KIND_NAMES.flatMap((kind) => {
    const objects = live[kind];
    if (objects === 'missing') return [];
    return objects
      .filter((object) => object.isActive && object !== self)
      .filter(({ attributes }) =>
        referencesIn(attributes).some(
          (reference) => `${reference.room}.${reference.name}` === name,
        ),
      )
      .map(({ title }) => `${kind} "${title}"`);
  });
}
