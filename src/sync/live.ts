import { KIND_NAMES, type KindName, type Live, type LiveKind } from './kind';
import { toLiveObjects } from './live-object';
import { patiently } from './patience';
import type { Site } from './site';

export interface Reading {
  readonly live: Live;
  /** The user our own credentials stand for. */
  readonly integrationUserId: string;
}

type Reader = Pick<Site, 'configuration' | 'patience'>;

/** Reads everything of every kind, a hundred things a call; nothing is changed. */
export async function readLive(site: Reader): Promise<Reading> {
  const { configuration, patience } = site;
  const [integrationUserId, ...kinds] = await Promise.all([
    patiently(patience, () => configuration.ownUserId()),
    ...KIND_NAMES.map((kind) => readKind(site, kind)),
  ]);
  const live = Object.fromEntries(KIND_NAMES.map((kind, index) => [kind, kinds[index]]));
  return { live: live as Live, integrationUserId: String(integrationUserId) };
}

/** @returns what is there of a kind, in Zendesk's order; ids are still ids */
export async function readKind(
  { configuration, patience }: Reader,
  kind: KindName,
): Promise<LiveKind> {
  const raws = await patiently(patience, () => configuration.list(kind));
  if (raws === 'missing') return raws;
  if (kind !== 'dynamic_content' || raws.length === 0) return toLiveObjects(kind, raws);
  const locales = await patiently(patience, () => configuration.locales());
  return toLiveObjects(kind, raws, locales);
}
