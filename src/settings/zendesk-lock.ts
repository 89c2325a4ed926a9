import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AppError } from '../errors';
import { projectRoot } from './project-root';

/** @returns where real environments keep their locks: beside the files they belong to, or elsewhere */
export function lockFolder(elsewhere: string | undefined): string {
  return resolve(projectRoot(), elsewhere ?? join('config', 'zendesk'));
}

/** @returns where the demo keeps its lock: with the emulated account it is about */
export function demoLockFolder(dataDir: string): string {
  return join(dataDir, 'zendesk', 'demo');
}

export function lockFile(folder: string, environment: string): string {
  return join(folder, `lock.${environment}.json`);
}

/** @returns the lock as it is, unchecked; null where there is none yet. Throws `internal` for a broken file. */
export function readLockFile(folder: string, environment: string): unknown {
  const file = lockFile(folder, environment);
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new AppError('internal', `${file} is not JSON.`, { cause });
  }
}
