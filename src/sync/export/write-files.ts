import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../errors';
import { writeDurably } from '../durable-file';

/**
 * Writes texts into a folder, all or none.
 * @param files texts by name
 * @throws AppError `conflict` when one is there already and may not be replaced
 */
export async function writeFiles(
  folder: string,
  files: ReadonlyMap<string, string>,
  { force }: { readonly force: boolean },
): Promise<void> {
  const there = await Promise.all([...files.keys()].map((name) => isThere(join(folder, name))));
  const names = [...files.keys()].filter((_, index) => there[index]);
  if (names.length > 0 && !force) {
    const message = `Nothing was written: ${folder} has ${names.join(', ')} already; --force replaces.`;
    throw new AppError('conflict', message);
  }
  for (const [name, text] of files) await writeDurably(join(folder, name), text);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
