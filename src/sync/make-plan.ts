import { titleOf } from './attributes';
import { creation, update } from './changes';
import type { DesiredEntry } from './desired-entry';
import { dropped } from './dropped';
import { fingerprint } from './fingerprint';
import {
  KIND_NAMES,
  type Applied,
  type KindName,
  type Live,
  type LiveObject,
  type Lock,
} from './kind';
import { lookupOf } from './lookup';
import type { Change, Difference, Plan, Problem } from './plan';
import { referencesIn } from './references';
import { reorderings } from './reorder';
import { withRisks } from './risks';
import { secretState } from './secrets';
import { liveOf, settle } from './settle';
import { idOf } from './to-ids';
import { toNames } from './to-names';
import { taken } from './taken';
import { topological } from './topological';

export interface PlanInput {
  readonly environment: string;
  readonly desired: readonly DesiredEntry[];
  /** In Zendesk's order; ids or names. */
  readonly live: Live;
  readonly lock: Lock;
  readonly applied: Applied;
  readonly integrationUserId: string | null;
  readonly options: {
    /** Keys as `kind.key`, or the bare key. */
    readonly allow: ReadonlySet<string>;
    readonly delete: ReadonlySet<string>;
  };
  /** What reading the files and the checks found. */
  readonly problems?: readonly Problem[];
  readonly warnings?: readonly string[];
  /** Digests of the secrets of now, by `kind.key`; see secrets.ts. */
  readonly secretDigests?: Readonly<Record<string, string | null>>;
  /** How many tickets carry an option (null: a field's value at all); undefined when unknown. */
  readonly touchedTickets?: (fieldKey: string, option: string | null) => number | undefined;
}

/** @returns what would be done to bring `live` to `desired`, as a value; nothing is asked or sent */
export function makePlan(input: PlanInput): Plan {
  const { lock, applied, options, desired } = input;
  const lookup = lookupOf(input.live, lock, input.integrationUserId);
  const live = mapLive(input.live, (object) => ({
    ...object,
    attributes: toNames(object.attributes, lookup),
  }));
  const settled = settle(desired, { live, lock, applied });
  const ordered = topological(settled.entries);
  const warnings = [...(input.warnings ?? []), ...settled.warnings];
  const changes = ordered.flatMap((entry) => changesOf(entry, { ...input, live }, warnings));
  const wanted = new Set(desired.map(({ kind, key }) => `${kind}.${key}`));
  const leaving = dropped(
    { live, lock, applied },
    (kind, key) => wanted.has(`${kind}.${key}`),
    options.delete,
  );
  return {
    environment: input.environment,
    fingerprint: fingerprint(input.live, lock),
    changes: [
      ...changes,
      ...reorderings(settled.entries, live, lock),
      ...leaving.changes.map((change) => risked(change, input)),
    ],
    problems: [
      ...(input.problems ?? []),
      ...settled.problems,
      ...leaving.problems,
      ...unresolvable(ordered, lookup),
      ...taken(ordered, { live, lock }),
    ],
    warnings: [...warnings, ...leaving.warnings],
    unmanaged: countUnmanaged(live, lock),
  };
}

function changesOf(entry: DesiredEntry, input: PlanInput, warnings: string[]): Change[] {
  const { kind, key, attributes } = entry;
  const { live, lock, applied, secretDigests } = input;
  const there = liveOf(entry, { live, lock });
  const name = `${kind}.${key}`;
  if (!there) return [creation(entry, titleIn(entry), warningsOfMaking(entry, input))];
  if (kind === 'ticket_fields' && attributes.type !== there.attributes.type) {
    return replacement(entry, there, input);
  }
  const digest = secretDigests?.[name];
  const before = applied[kind]?.[key];
  const differences = digest === undefined ? [] : secretDifferences(digest, before?.secret_digest);
  if (digest === null)
    warnings.push(`${name}: whether its secret changed is unknown; it is not set here.`);
  const change = update(entry, there, before, differences);
  if (change.writes.length > 0) return [risked(change, input)];
  for (const { path } of change.differences) {
    warnings.push(
      `${name}: ${path} is not in the files any more; Zendesk keeps what it has (default).`,
    );
  }
  return [];
}

/** Zendesk changes no field's type: another field is made, and the old one put to sleep. */
function replacement(entry: DesiredEntry, there: LiveObject, input: PlanInput): Change[] {
  const { kind, key } = entry;
  const type: Difference = {
    path: 'type',
    live: there.attributes.type ?? null,
    desired: entry.attributes.type ?? null,
    origin: 'ours',
  };
  const made = creation(entry, titleIn(entry), [`It takes the place of field ${there.id}.`]);
  const rest = made.differences.filter(({ path }) => path !== 'type');
  const old = { kind, key, title: there.title, act: 'deactivate', id: there.id } as const;
  return [
    risked({ ...made, differences: [type, ...rest] }, input),
    { ...old, differences: [], writes: [], warnings: [], needsAllow: false },
  ];
}

function warningsOfMaking(entry: DesiredEntry, { live, lock, secretDigests }: PlanInput): string[] {
  const { kind, key } = entry;
  const warnings: string[] = [];
  const id = lock[kind]?.[key];
  if (id !== undefined) warnings.push(`The lock has it as ${id}, which is gone: it is made anew.`);
  const managed = new Set(Object.values(lock[kind] ?? {}).map(String));
  const objects = live[kind] === 'missing' ? [] : live[kind];
  const same = objects.filter((one) => one.title === titleIn(entry) && !managed.has(one.id));
  if (same.length > 0) {
    const ids = same.map((one) => one.id).join(', ');
    warnings.push(`There is one of this title that is not ours (${ids}); adopt it, or have two.`);
  }
  if (secretDigests?.[`${kind}.${key}`] === null) warnings.push('Its secret is not set here.');
  return warnings;
}

function secretDifferences(now: string | null, before: unknown): Difference[] {
  const state = secretState(now, typeof before === 'string' ? before : null);
  if (now === null || state === 'unchanged') return [];
  const desired = state === 'changed' ? '(another secret)' : '(perhaps another secret)';
  return [{ path: 'authentication.data', live: '(a secret)', desired, origin: 'ours' }];
}

function risked(change: Change, { options, touchedTickets }: PlanInput): Change {
  const isAllowed =
    options.allow.has(change.key) || options.allow.has(`${change.kind}.${change.key}`);
  return withRisks(change, isAllowed, touchedTickets ?? (() => undefined));
}

/** What only Zendesk can say: whether it has such a system field, and who we are. */
function unresolvable(
  entries: readonly DesiredEntry[],
  lookup: ReturnType<typeof lookupOf>,
): Problem[] {
  return entries.flatMap(({ attributes, place }) =>
    referencesIn(attributes)
      .filter(({ room }) => room === 'system_fields' || room === 'user')
      .filter((reference) => idOf(reference, lookup) === undefined)
      .map(({ room, name }) => ({
        check: 'dangling-reference',
        place,
        message: `The account has nothing that is @{${room}.${name}}.`,
      })),
  );
}

function titleIn({ kind, attributes, key }: DesiredEntry): string {
  const title = attributes[titleOf(kind)];
  return typeof title === 'string' ? title : key;
}

function mapLive(live: Live, change: (object: LiveObject) => LiveObject): Live {
  const kinds = KIND_NAMES.map((kind) => {
    const objects = live[kind];
    return [kind, objects === 'missing' ? objects : objects.map(change)] as const;
  });
  return Object.fromEntries(kinds) as Live;
}

function countUnmanaged(live: Live, lock: Lock): Plan['unmanaged'] {
  const counts = KIND_NAMES.flatMap((kind): [KindName, number][] => {
    const ours = new Set(Object.values(lock[kind] ?? {}).map(String));
    const objects = live[kind] === 'missing' ? [] : live[kind];
    const count = objects.filter(({ id }) => !ours.has(id)).length;
    return count > 0 ? [[kind, count]] : [];
  });
  return Object.fromEntries(counts);
}
