import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { silentLog } from '../../src/log';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres';

/** Left by global setup: the same module for a process of its own. */
const BUNDLE = join(__dirname, '../../node_modules/.cache/support-portal/embedded-postgres.cjs');

let dataDir: string;
const owners: ChildProcess[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'embedded-'));
});
afterEach(async () => {
  for (const owner of owners.splice(0)) owner.kill('SIGKILL');
  await (await start()).stop();
});
afterAll(() => rm(dataDir, { recursive: true }));

const start = () => startEmbeddedPostgres({ dataDir, log: silentLog() });

test('what was written is there after a restart, at the same address', async () => {
  const first = await start();
  await ask(first.url, 'create table kept (word text)');
  await ask(first.url, `insert into kept values ('açaí')`);
  await first.stop();

  const second = await start();
  expect(second.url).toBe(first.url);
  expect(await ask(second.url, 'select word from kept')).toEqual([{ word: 'açaí' }]);
  await second.stop();
});

test('the server is durable, on loopback only, and lets nobody in without its password', async () => {
  const server = await start();
  const [settings] = await ask(
    server.url,
    `select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
       current_setting('synchronous_commit') as commit, current_setting('data_checksums') as sums,
       current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets`,
  );
  expect(settings).toEqual({
    ...{ fsync: 'on', pages: 'on', commit: 'on', sums: 'on' },
    ...{ addresses: '127.0.0.1', sockets: '' },
  });
  const guess = new URL(server.url);
  guess.password = 'password';
  await expect(ask(guess.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  const { mode } = await stat(join(dataDir, 'postgres/cluster/portal.password'));
  expect(mode & 0o777).toBe(0o600);
  await server.stop();
});

test('when its process is killed, the next one goes on with the same server and stops it', async () => {
  const owner = await startOwner();
  const pid = await serverPid();
  owner.kill('SIGKILL');
  await once(owner, 'exit');

  const next = await start();
  expect(await serverPid()).toBe(pid);
  expect(await ask(next.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await next.stop();
  expect(await isRunning(pid)).toBe(false);
});

test('of two processes that share it, the last to leave stops it', async () => {
  const [one, other] = await Promise.all([start(), startOwner()]);
  const pid = await serverPid();
  await one.stop();
  expect(await isRunning(pid)).toBe(true);
  other.kill('SIGTERM');
  await once(other, 'exit');
  expect(await isRunning(pid)).toBe(false);
});

test('a server that dies is started again at the same address', async () => {
  const server = await start();
  process.kill(await serverPid(), 'SIGKILL');
  await expect(eventually(() => ask(server.url, 'select 1 as one'))).resolves.toEqual([{ one: 1 }]);
  await server.stop();
});

test("none of its process's variables reach the server", async () => {
  const owner = await startOwner({ SESSION_SECRET: 'canary-3951', PGPASSWORD: 'canary-3951' });
  const pid = await serverPid();
  const environments = await Promise.all(
    [pid, ...(await childrenOf(pid))].map((each) => readFile(`/proc/${each}/environ`, 'utf8')),
  );
  expect(environments.length).toBeGreaterThan(1);
  expect(environments.join('\n')).not.toMatch(/canary|SECRET|HOME=/);
  expect(await readFile(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(await password());
  owner.kill('SIGTERM');
  await once(owner, 'exit');
});

test('a pid file whose number now belongs to somebody else is no obstacle', async () => {
  await (await start()).stop();
  const stranger = spawn('sleep', ['60']);
  owners.push(stranger);
  const note = [
    stranger.pid,
    join(dataDir, 'postgres/cluster'),
    1,
    1,
    '',
    '127.0.0.1',
    '1 1',
    'ready',
  ];
  await writeFile(join(dataDir, 'postgres/cluster/postmaster.pid'), note.join('\n'));

  const server = await start();
  expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await server.stop();
});

test('a server that cannot start says why', async () => {
  await (await start()).stop();
  const settings = join(dataDir, 'postgres/cluster/postgresql.auto.conf');
  const before = await readFile(settings, 'utf8');
  await appendFile(settings, 'shared_buffers = nonsense\n');
  await expect(start()).rejects.toThrow(/did not start[^]*shared_buffers/);
  await writeFile(settings, before);
});

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** A process that uses the server until SIGTERM. */
async function startOwner(variables: Record<string, string> = {}): Promise<ChildProcess> {
  const script = `
    const say = () => {};
    const log = { debug: say, info: say, warn: say, error: say, child: () => log };
    const { startEmbeddedPostgres } = require(${JSON.stringify(BUNDLE)});
    startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log }).then((server) => {
      const waiting = setInterval(say, 1000);
      process.once('SIGTERM', () => server.stop().then(() => clearInterval(waiting)));
      console.log('ready');
    });`;
  const owner = spawn(process.execPath, ['-e', script], {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  owners.push(owner);
  await once(owner.stdout, 'data');
  return owner;
}

async function serverPid(): Promise<number> {
  const note = await readFile(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8');
  return Number(note.split('\n')[0]);
}

async function password(): Promise<string> {
  return (await readFile(join(dataDir, 'postgres/cluster/portal.password'), 'utf8')).trim();
}

/** Not by a signal: a process nobody has waited for yet still takes those. */
async function isRunning(pid: number): Promise<boolean> {
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')) !== '';
}

async function childrenOf(parent: number): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger);
  const isChild = async (pid: number) => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    return status.includes(`\nPPid:\t${parent}\n`);
  };
  const judged = await Promise.all(pids.map(async (pid) => ((await isChild(pid)) ? [pid] : [])));
  return judged.flat();
}

async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      return await attempt();
    } catch {
      await sleep(100);
    }
  }
  return attempt();
}
