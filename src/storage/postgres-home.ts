import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../errors';
import { copyBinaries, findBinaries } from './postgres-binaries';

const run = promisify(execFile);

/** An account of this machine, by number. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Where the server lives and as whom it runs. */
export interface Home {
  /** Holds the cluster, its log and its port; belongs to the server's account. */
  readonly folder: string;
  /** Holds `bin`, `lib` and `share`. */
  readonly binaries: string;
  /** Set when this process is root, because PostgreSQL refuses to be root. */
  readonly account: Account | undefined;
}

/** For root whose own folders are closed to everybody else, such as a checkout under /root. */
const SYSTEM_FOLDER = '/var/lib/vtex-support-portal';

/**
 * An ordinary user's server runs as that user, in `dataDir/postgres`. Root's runs as the account
 * that owns the folder already, else as `postgres`, else as `nobody`; when that account cannot walk
 * into `dataDir`, the cluster goes under /var/lib and `dataDir/postgres.location` says where.
 */
export async function chooseHome(dataDir: string): Promise<Home> {
  await mkdir(dataDir, { recursive: true });
  const inside = join(await realpath(dataDir), 'postgres');
  if (process.getuid?.() !== 0) {
    await refuseForeignFolder(inside);
    await mkdir(inside, { recursive: true, mode: 0o700 });
    return { folder: inside, binaries: findBinaries(), account: undefined };
  }
  const account = (await ownerOf(inside)) ?? (await serverAccount());
  const folder = await reachableFolder(dataDir, inside, account);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await run('chown', [`${account.uid}:${account.gid}`, folder]);
  return { folder, binaries: await reachableBinaries(account), account };
}

async function refuseForeignFolder(folder: string): Promise<void> {
  const owner = await stat(folder).catch(() => undefined);
  if (!owner || owner.uid === process.getuid?.()) return;
  throw new AppError(
    'internal',
    `The database in ${folder} belongs to another account (uid ${owner.uid}). ` +
      'Start as that account or as root, or set DATA_DIR to another folder.',
  );
}

async function ownerOf(folder: string): Promise<Account | undefined> {
  const found = await stat(folder).catch(() => undefined);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
}

async function serverAccount(): Promise<Account> {
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
    } catch {
      continue; // no such account here
    }
  }
  throw new AppError(
    'internal',
    'PostgreSQL refuses to run as root and this machine has neither a postgres nor a nobody account. Start as an ordinary user, or set DATABASE_URL.',
  );
}

async function reachableFolder(dataDir: string, inside: string, account: Account): Promise<string> {
  const pointer = join(dataDir, 'postgres.location');
  const elsewhere = await readFile(pointer, 'utf8').catch(() => undefined);
  if (elsewhere !== undefined) return keptFolder(elsewhere.trim(), pointer);

  // Walking through is enough; the folder's own listing and files stay as closed as they were.
  await chmod(dataDir, (await stat(dataDir)).mode | 0o011);
  if (await mayUse(account, dataDir)) return inside;

  // A random name: whoever deletes dataDir to begin anew must not meet the old data again.
  const name = randomBytes(6).toString('hex');
  const folder = join(SYSTEM_FOLDER, name, 'postgres');
  await mkdir(join(SYSTEM_FOLDER, name), { recursive: true, mode: 0o755 });
  await mkdir(folder, { mode: 0o700 });
  await writeFile(pointer, `${folder}\n`);
  return folder;
}

/** An empty database in place of a lost one would look as if nothing had ever been accepted. */
async function keptFolder(folder: string, pointer: string): Promise<string> {
  if (await stat(folder).catch(() => undefined)) return folder;
  throw new AppError(
    'internal',
    `The database should be in ${folder}, as ${pointer} says, and is not there. ` +
      'Bring it back, or delete that file to begin with an empty one.',
  );
}

async function reachableBinaries(account: Account): Promise<string> {
  const installed = findBinaries();
  if (await mayUse(account, join(installed, 'bin', 'postgres'))) return installed;
  return copyBinaries(installed, SYSTEM_FOLDER);
}

/** Asks the system itself, since access lists and mounts decide as well as mode bits. */
async function mayUse({ uid, gid }: Account, path: string): Promise<boolean> {
  const asked = run('test', ['-x', path], { uid, gid, cwd: '/' });
  return asked.then(
    () => true,
    () => false,
  );
}
