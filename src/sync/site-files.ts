import { join } from 'node:path';
import { parseApplied, serialiseApplied } from './applied';
import { readIfThere, writeDurably } from './durable-file';
import type { Applied, Lock } from './kind';
import { parseLock, serialiseLock } from './lock';
import type { Site } from './site';

type Place = Pick<Site, 'environment' | 'lockFolder' | 'workFolder'>;

/** @returns what the lock names; nothing where there is no lock yet */
export async function readLock(site: Place): Promise<Lock> {
  const text = await readIfThere(lockPath(site));
  return text === null ? {} : parseLock(text, lockPath(site));
}

export function writeLock(site: Place, lock: Lock): Promise<void> {
  return writeDurably(lockPath(site), serialiseLock(lock));
}

/** @returns what the last apply left; nothing before the first */
export async function readApplied(site: Place): Promise<Applied> {
  const text = await readIfThere(appliedPath(site));
  return text === null ? {} : parseApplied(text, appliedPath(site));
}

/** @throws AppError `internal` when a secret is in it */
export function writeApplied(
  site: Place,
  applied: Applied,
  secrets: readonly string[],
): Promise<void> {
  return writeDurably(appliedPath(site), serialiseApplied(applied, secrets));
}

/**
 * The key by which digests of secrets are made: whoever has the repository alone cannot try
 * passwords against them.
 */
export async function readDigestKey(site: Place & Pick<Site, 'random'>): Promise<string> {
  const path = join(site.workFolder, 'digest.key');
  const known = await readIfThere(path);
  if (known !== null) return known.trim();
  const key = site.random(32).toString('base64url');
  await writeDurably(path, `${key}\n`);
  return key;
}

const lockPath = ({ lockFolder, environment }: Place) =>
  join(lockFolder, `lock.${environment}.json`);
const appliedPath = ({ lockFolder, environment }: Place) =>
  join(lockFolder, `applied.${environment}.json`);
