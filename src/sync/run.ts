import type { Attributes, KindName, Lock } from './kind';
import type { DesiredEntry } from './desired-entry';
import { writeJournal, type Journal, type Sending } from './journal';
import { lookupOf, type Lookup } from './lookup';
import type { Prepared } from './prepare';
import { referencesIn } from './references';
import { writeApplied, writeLock } from './site-files';
import type { Site } from './site';
import { reached } from '../steps';

/** An apply while it runs: what it knows grows with every answer, and is on the disk at once. */
export type Run = ReturnType<typeof openRun>;

export function openRun(site: Site, prepared: Prepared, begun: Journal) {
  const { live, entries, digests, integrationUserId } = prepared;
  const secrets = secretsIn(
    entries.map(({ attributes }) => attributes),
    site,
  );
  let journal = begun;
  let lock = prepared.lock;
  let applied = prepared.applied;
  let lookup = lookupOf(live, lock, integrationUserId);

  const recordOf = ({ kind, key, attributes }: DesiredEntry): Attributes => {
    const digest = digests[`${kind}.${key}`];
    return digest ? { ...attributes, secret_digest: digest } : attributes;
  };
  const changeLock = async (changed: Lock) => {
    lock = changed;
    lookup = { ...lookup, lock };
    await writeLock(site, lock);
    reached('apply-locked');
  };

  const doubtful = new Set<Sending>();

  return {
    live,
    lookup: (): Lookup => lookup,
    idOf: (kind: KindName, key: string): string | undefined => {
      const id = lock[kind]?.[key];
      return id === undefined ? undefined : String(id);
    },
    /** Before anything is sent. */
    async note(sending: Sending): Promise<void> {
      journal = { ...journal, sending };
      await writeJournal(site, journal);
      reached('apply-noted');
    },
    /** Nobody knows what became of a try to send it. */
    doubt: (sending: Sending) => void doubtful.add(sending),
    doubtful: (): readonly Sending[] => [...doubtful],
    /** A step is done; the next note takes it to the disk. */
    count(): void {
      journal = { ...journal, done: journal.done + 1, sending: null };
    },
    async created(kind: KindName, key: string, id: number | string, placeholder: unknown) {
      if (kind === 'dynamic_content' && typeof placeholder === 'string') {
        lookup = { ...lookup, placeholders: { ...lookup.placeholders, [key]: placeholder } };
      }
      await changeLock(withMember(lock, kind, key, id));
    },
    async forgotten(kind: KindName, key: string): Promise<void> {
      await changeLock(withoutMember(lock, kind, key));
      applied = withoutMember(applied, kind, key);
      await writeApplied(site, applied, secrets);
    },
    /** The thing is as its entry wants it; a step before the last one says so too early, harmlessly. */
    async applied(kind: KindName, key: string): Promise<void> {
      const entry = entries.find((one) => one.kind === kind && one.key === key);
      if (!entry) return;
      applied = withMember(applied, kind, key, recordOf(entry));
      await writeApplied(site, applied, secrets);
    },
    /** Everything is as these want it, also what was so before. */
    async appliedAll(): Promise<void> {
      for (const entry of entries) {
        const { kind, key } = entry;
        if (lock[kind]?.[key] === undefined) continue;
        applied = withMember(applied, kind, key, recordOf(entry));
      }
      await writeApplied(site, applied, secrets);
    },
    /** @returns the text without anything secret Zendesk may have repeated to us */
    scrub: (text: string): string =>
      secrets.reduce((clean, secret) => clean.replaceAll(secret, '[secret]'), text),
  };
}

/** @returns the values of the secrets the attributes name */
function secretsIn(all: readonly Attributes[], { secretOf }: Site): string[] {
  const names = all.flatMap((attributes) => referencesIn(attributes));
  const values = names.filter(({ room }) => room === 'secret').map(({ name }) => secretOf(name));
  return [...new Set(values.filter((value): value is string => Boolean(value)))];
}

type State<Value> = Readonly<Partial<Record<KindName, Readonly<Record<string, Value>>>>>;

function withMember<Value>(
  state: State<Value>,
  kind: KindName,
  key: string,
  value: Value,
): State<Value> {
  return { ...state, [kind]: { ...state[kind], [key]: value } };
}

function withoutMember<Value>(state: State<Value>, kind: KindName, key: string): State<Value> {
  const rest = Object.entries(state[kind] ?? {}).filter(([name]) => name !== key);
  return { ...state, [kind]: Object.fromEntries(rest) };
}
