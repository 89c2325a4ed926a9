import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase, type FreshDatabase } from '../support/fresh-database';
import { endAll } from './a-process';
import { accountsOn, type Ended } from './an-accounts-command';

const TOKEN = 'token-that-nobody-may-read';

// Each command is a process of its own.
jest.setTimeout(60_000);

/** VTEX, as far as this command sees it: users by application key, or a status instead. */
describe("an operator refreshes accounts from VTEX's list of users", () => {
  let database: FreshDatabase;
  let folder: string;
  let server: Server;
  let users: Record<string, { id: string; email: string; isBlocked?: boolean }[] | number>;
  let asked: IncomingHttpHeaders[];
  let refresh: (...args: string[]) => Promise<Ended>;
  let accounts: (...args: string[]) => Promise<Ended>;

  beforeEach(async () => {
    users = {};
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.headers);
      const listed = users[String(request.headers['x-vtex-api-appkey'])] ?? 401;
      const isStatus = typeof listed === 'number';
      const items = isStatus ? [] : listed;
      const paging = { page: 1, perPage: 100, total: items.length, pages: 1 };
      response.writeHead(isStatus ? listed : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ items, paging }));
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    database = await freshDatabase();
    folder = await mkdtemp(join(tmpdir(), 'vtex-'));
    const keys = join(folder, 'keys.yaml');
    const lines = ['a', 'b'].map(
      (name) => `store-${name}: {appKey: key-${name}, appToken: ${TOKEN}}`,
    );
    await writeFile(keys, lines.join('\n'));
    accounts = accountsOn(database.url, {
      VTEX_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      VTEX_ACCOUNT_KEYS_FILE: keys,
    });
    refresh = (...args) => accounts('refresh', ...args);
  });
  afterEach(async () => {
    await endAll();
    await new Promise((resolve) => server.close(resolve));
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const user = (name: string, id = name) => ({ id, email: `${name}@vtex.example` });
  const listed = async () => (await accounts('list')).said;

  test('an account gets its users and loses those who left; people let in by hand stay', async () => {
    await accounts('grant', 'hand@vtex.example', 'store-a');
    users = { 'key-a': ['u1', 'u2', 'u3', 'u4', 'u5'].map((name) => user(name)) };
    const look = await refresh('store-a');
    expect(look).toMatchObject({ code: 2, complained: '' });
    expect(look.said).toContain('store-a: 1 people now, 5 gain it, 0 lose it');
    expect(asked[0]).toMatchObject({ 'x-vtex-api-apptoken': TOKEN });
    expect((await refresh('store-a', '--yes')).code).toBe(0);

    users = { 'key-a': ['u2', 'u3', 'u4', 'u5'].map((name) => user(name)) };
    const second = await refresh('store-a', '--yes');
    expect(second.said).toContain('  - u1@vtex.example\nDone: 0 let in, 1 let go.');
    const stay = ['u2', 'u3', 'u4', 'u5'].map((name) => `${name}@vtex.example\t${name}\tstore-a\n`);
    expect(await listed()).toBe(
      'hand@vtex.example\thand\tstore-a\nu1@vtex.example\tu1\tno account\n' + stay.join(''),
    );
    for (const { said, complained } of [look, second])
      expect(said + complained).not.toContain(TOKEN);
  });

  test('an account VTEX tells nothing about stays as it is, and the others are refreshed', async () => {
    users = { 'key-a': [user('u1')], 'key-b': [user('u2')] };
    await refresh('--all', '--yes');
    for (const nothing of [[], 403, 429, 500]) {
      users = { 'key-a': nothing, 'key-b': [user('u2'), user('u3')] };
      const ended = await refresh('--all', '--yes', '--allow-removals', 'store-a');
      expect(ended.code).toBe(1);
      expect(ended.complained).toMatch(
        /^store-a: cannot tell who its people are: .+\nLeft as they were: store-a\.\n$/,
      );
    }
    expect(await listed()).toBe(
      ['u1\tstore-a', 'u2\tstore-b', 'u3\tstore-b']
        .map((line) => line.split('\t'))
        .map(([who, account]) => `${who}@vtex.example\t${who}\t${account}\n`)
        .join(''),
    );
  });

  test('an address that is another VTEX user now is not let in until its person is removed', async () => {
    await accounts('grant', 'u1@vtex.example', 'store-b');
    users = { 'key-a': ['u1', 'u2', 'u3', 'u4', 'u5'].map((name) => user(name)) };
    await refresh('store-a', '--yes');
    users = {
      'key-a': [user('u1', 'another'), ...['u2', 'u3', 'u4', 'u5'].map((name) => user(name))],
    };
    const refused = await refresh('store-a', '--yes');
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.complained).toContain(
      'u1@vtex.example: another user of VTEX has the address now',
    );
    expect(await listed()).toContain('u1@vtex.example\tu1\tstore-b\n');
    expect(await refresh('store-a', '--yes')).toMatchObject({ code: 1 });
    expect(await listed()).toContain('u1@vtex.example\tu1\tstore-b\n');

    await accounts('remove', 'u1@vtex.example');
    const anew = await refresh('store-a', '--yes');
    expect(anew).toMatchObject({ code: 0, complained: '' });
    expect(anew.said).toContain('+ u1@vtex.example (new, not who had the address before)');
    expect(await listed()).toContain('u1@vtex.example\tu1\tstore-a\n');
  });

  test('without an account, a key or a whole pair it is refused with a sentence', async () => {
    expect((await refresh()).complained).toBe('Name the accounts to refresh, or --all.\n');
    expect((await refresh('store-c')).complained).toContain(
      'store-c: there is no application key for it.\n',
    );
    const half = accountsOn(database.url, { VTEX_APP_KEY: 'key' });
    expect((await half('refresh', 'store-a')).complained).toContain('go together');
    const wrong = accountsOn(database.url, { VTEX_ACCOUNT_KEYS: `store-a: ${TOKEN}` });
    const { code, complained } = await wrong('refresh', 'store-a');
    expect(code).toBe(1);
    expect(complained).toContain('VTEX_ACCOUNT_KEYS must be YAML or JSON');
    expect(complained).not.toContain(TOKEN);
    const elsewhere = accountsOn(database.url, { VTEX_URL: 'https://evil.example' });
    expect((await elsewhere('refresh', 'store-a')).complained).toContain('VTEX_URL must be');
  });
});
