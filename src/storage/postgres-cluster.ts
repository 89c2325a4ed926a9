import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify, types } from 'node:util';
import { Client } from 'pg';
import { AppError } from '../errors';
import type { Home } from './postgres-home';
import { BARE_ENVIRONMENT } from './postgres-launch';

const run = promisify(execFile);
const USER = 'portal';

/** The server's files, ready to be served. */
export interface Cluster extends Home {
  /** PostgreSQL's own data directory. */
  readonly data: string;
  /** One file per process that uses the server. */
  readonly tenants: string;
  url(port: number, database: string): string;
}

/** Makes the cluster on first use (about a second), else finds it. */
export async function prepareCluster(home: Home): Promise<Cluster> {
  const data = join(home.folder, 'cluster');
  if (!(await stat(data).catch(() => undefined))) await createCluster(home, data);
  const tenants = join(home.folder, 'tenants');
  await mkdir(tenants, { recursive: true });
  await handOver(home, tenants);
  const password = (await readFile(passwordFile(data), 'utf8')).trim();
  const url = (port: number, database: string): string =>
    `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
  return { ...home, data, tenants, url };
}

/** The rename at the end makes it whole or absent, whatever happens in between. */
async function createCluster(home: Home, data: string): Promise<void> {
  const growing = `${data}.${randomBytes(4).toString('hex')}`;
  const password = `${growing}.password`;
  await writeFile(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  await handOver(home, password);
  await initialise(home, growing, password);
  await rename(password, passwordFile(growing));
  await rename(growing, data).catch(() => rm(growing, { recursive: true })); // another was first
}

/** https://www.postgresql.org/docs/18/app-initdb.html; checksums are on by default since 18. */
async function initialise(
  { binaries, account }: Home,
  data: string,
  pwfile: string,
): Promise<void> {
  const settings = [
    ...[`--pgdata=${data}`, `--username=${USER}`, `--pwfile=${pwfile}`, '--auth=scram-sha-256'],
    // The built-in locale orders text alike on every machine, whatever locales are installed there.
    ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    '--no-instructions',
  ];
  try {
    const surroundings = { env: BARE_ENVIRONMENT, cwd: '/', timeout: 60_000, ...account };
    await run(join(binaries, 'bin', 'initdb'), settings, surroundings);
  } catch (cause) {
    const words = types.isNativeError(cause) ? cause.message : '';
    const advice = words.includes('shared libraries')
      ? 'Its libraries are not linked yet: run `npm rebuild` without --ignore-scripts.'
      : 'Set DATABASE_URL to use a PostgreSQL server of your own.';
    throw new AppError(
      'internal',
      `The embedded PostgreSQL cannot be set up. ${advice}\n${words}`,
      {
        cause,
      },
    );
  }
}

/** Creates the database `portal` unless it is there. */
export async function openPortalDatabase(cluster: Cluster, port: number): Promise<void> {
  const client = new Client({ connectionString: cluster.url(port, 'postgres') });
  await client.connect();
  try {
    const found = await client.query(`select from pg_database where datname = 'portal'`);
    if (found.rowCount === 0) await client.query('create database portal');
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  } finally {
    await client.end();
  }
}

/** `duplicate_database`, or `unique_violation` when two processes create it at the same moment. */
function isDuplicate(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['42P04', '23505'].includes(String(error.code))
  );
}

function passwordFile(data: string): string {
  return join(data, 'portal.password');
}

async function handOver({ account }: Home, path: string): Promise<void> {
  if (account) await chown(path, account.uid, account.gid);
}
