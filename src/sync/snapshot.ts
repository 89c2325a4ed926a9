import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../errors';
import { readIfThere, writeDurably } from './durable-file';
import { KIND_NAMES, type Attributes, type KindName } from './kind';
import { parseShape } from './lock';
import { lookupOf } from './lookup';
import { normalise } from './normalise';
import type { Prepared } from './prepare';
import type { Site } from './site';
import { toNames } from './to-names';

/** How one thing was before an apply touched it; null for what was not there. */
export interface Former {
  readonly kind: KindName;
  readonly key: string;
  readonly attributes: Attributes | null;
}

export interface Snapshot {
  readonly applyId: string;
  readonly environment: string;
  readonly at: string;
  readonly touched: readonly Former[];
  /** Keys of ours in the order they stood in. */
  readonly order: Readonly<Partial<Record<KindName, readonly string[]>>>;
}

const attributes = z.record(z.string(), z.json());
const shape = z.object({
  applyId: z.string(),
  environment: z.string(),
  at: z.string(),
  touched: z.array(
    z.object({ kind: z.enum(KIND_NAMES), key: z.string(), attributes: attributes.nullable() }),
  ),
  order: z.partialRecord(z.enum(KIND_NAMES), z.array(z.string())),
});

type Place = Pick<Site, 'workFolder'>;

/**
 * Keeps how everything is that the plan touches. What an earlier part of the same apply has kept
 * stays: that is how it was before.
 */
export async function keepSnapshot(site: Site, applyId: string, prepared: Prepared): Promise<void> {
  const earlier = await readIfThere(snapshotPath(site, applyId));
  const kept = earlier === null ? null : parseSnapshot(earlier, applyId);
  const known = new Set((kept?.touched ?? []).map(({ kind, key }) => `${kind}.${key}`));
  const touched = prepared.plan.changes
    .filter(({ act, kind, key }) => act !== 'reorder' && !known.has(`${kind}.${key}`))
    .map(({ kind, key, id }) => ({ kind, key, attributes: formerOf(prepared, kind, key, id) }));
  const snapshot: Snapshot = {
    applyId,
    environment: site.environment,
    at: site.now().toISOString(),
    touched: [...(kept?.touched ?? []), ...touched],
    order: kept?.order ?? orderOf(prepared),
  };
  await writeDurably(snapshotPath(site, applyId), `${JSON.stringify(snapshot, null, 2)}\n`);
}

/** @throws AppError `not_found` when there was no such apply here */
export async function readSnapshot(site: Place, applyId: string): Promise<Snapshot> {
  const isName = /^[\w-]+$/.test(applyId);
  const text = isName ? await readIfThere(snapshotPath(site, applyId)) : null;
  if (text !== null) return parseSnapshot(text, applyId);
  throw new AppError('not_found', `There is no snapshot of an apply ${applyId} here.`);
}

function parseSnapshot(text: string, applyId: string): Snapshot {
  return parseShape(text, `the snapshot of ${applyId}`, shape);
}

function formerOf(
  { live, lock, applied, integrationUserId }: Prepared,
  kind: KindName,
  key: string,
  id: string | null,
): Attributes | null {
  const objects = live[kind];
  const object = objects === 'missing' ? undefined : objects.find((one) => one.id === id);
  if (!object) return null;
  const named = toNames(object.attributes, lookupOf(live, lock, integrationUserId));
  return withReferences(normalise(kind, named), applied[kind]?.[key]);
}

/** Zendesk never tells a webhook's secrets; what we sent last names them. */
function withReferences(former: Attributes, sent: Attributes | undefined): Attributes {
  if (!('authentication' in former)) return former;
  const { authentication, ...rest } = former;
  void authentication;
  return sent?.authentication === undefined
    ? rest
    : { ...rest, authentication: sent.authentication };
}

function orderOf({ live, lock }: Prepared): Snapshot['order'] {
  const orders = KIND_NAMES.map((kind) => {
    const keys = new Map(Object.entries(lock[kind] ?? {}).map(([key, id]) => [String(id), key]));
    const objects = live[kind];
    const ids = objects === 'missing' ? [] : objects.map(({ id }) => id);
    return [kind, ids.flatMap((id) => keys.get(id) ?? [])] as const;
  });
  return Object.fromEntries(orders);
}

const snapshotPath = ({ workFolder }: Place, applyId: string) =>
  join(workFolder, 'snapshots', `${applyId}.json`);
