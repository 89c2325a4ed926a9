import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../src/log';
import { readShellEnvironment } from '../../src/settings/environment';
import { readDatabaseSettings } from '../../src/settings/settings';
import { openDatabase } from '../../src/storage/database';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres';

/** Where something is measured: a folder and a database server, both gone afterwards. */
export interface Grounds {
  readonly folder: string;
  /** Makes a database. @returns its connection string */
  readonly database: (name: string) => Promise<string>;
}

/** Measures on grounds of its own: an embedded PostgreSQL unless `DATABASE_URL` names a server. */
export async function onGrounds(measure: (grounds: Grounds) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-bench-'));
  const given = readDatabaseSettings(readShellEnvironment()).url?.reveal();
  const embedded = given
    ? null
    : await startEmbeddedPostgres({ dataDir: folder, log: silentLog() });
  const server = given ?? embedded!.url;
  const made: string[] = [];
  try {
    await measure({
      folder,
      database: async (name) => {
        const unique = `bench_${process.pid}_${name}`;
        await ask(server, `create database ${unique}`);
        made.push(unique);
        return Object.assign(new URL(server), { pathname: `/${unique}` }).href;
      },
    });
  } finally {
    for (const name of made) await ask(server, `drop database if exists ${name} with (force)`);
    await embedded?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function ask(url: string, statement: string): Promise<void> {
  const database = openDatabase({ connectionString: url, log: silentLog() });
  await database.pool.query(statement).finally(() => database.close());
}

/** @returns a port of the loopback address nobody listens on right now */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
