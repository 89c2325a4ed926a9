import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port';
import { freshDatabase } from '../support/fresh-database';
import { endAll, start } from './a-process';
import { appliedLockFolder } from '../support/applied-account';

let DATA_DIR: string;
let stranger: Server;
let taken: string;
beforeEach(async () => {
  DATA_DIR = await mkdtemp(join(tmpdir(), 'refused-'));
  stranger = createServer();
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  taken = String((stranger.address() as AddressInfo).port);
});
afterEach(async () => {
  await endAll();
  await new Promise((resolve) => stranger.close(resolve));
  await rm(DATA_DIR, { recursive: true });
});

const NO_STACK = /\bat .+:\d+:\d+/;

test('npm start with nothing set names everything that is missing', async () => {
  const portal = start('src/main.js', { DATA_DIR });
  expect(await portal.end).toEqual({ code: 1, signal: null });
  expect(portal.stdout()).toBe('');
  const [heading, ...sentences] = portal.stderr().trimEnd().split('\n');
  expect(heading).toMatch(/^The portal does not start/);
  expect(sentences.map((line) => /^ {2}- (\S+) is missing[:.]/.exec(line)?.[1])).toEqual([
    ...['PUBLIC_URL', 'SESSION_SECRET', 'ZENDESK_URL', 'SMTP_URL', 'MAIL_FROM'],
    ...['ZENDESK_OAUTH_CLIENT_ID', 'ZENDESK_OAUTH_CLIENT_SECRET'],
    'config/zendesk/lock.production.json',
  ]);
});

test('npm start with weak settings names each, shows no secret and touches no port', async () => {
  const weak = {
    SESSION_SECRET: 'canary-session-change-me-canary-session',
    ZENDESK_OAUTH_CLIENT_SECRET: 'canary-short',
    ZENDESK_WEBHOOK_SECRET: 'canarycanarycanarycanary',
    DATABASE_URL: 'mysql://portal:canary-database@127.0.0.1/portal',
    PUBLIC_URL: 'http://support.merchants.test',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
  };
  const portal = start('src/main.js', {
    ...weak,
    // Opening either would end in another sentence.
    ...{ PORT: taken, METRICS_PORT: taken, DATA_DIR },
    ZENDESK_URL: 'https://acme.zendesk.com',
    ZENDESK_OAUTH_CLIENT_ID: 'portal',
    ZENDESK_ENVIRONMENT: 'demo',
    ZENDESK_LOCK_DIR: appliedLockFolder(),
    SMTP_URL: 'smtps://mailer:canary-mail@mail.merchants.test',
    MAIL_FROM: 'support@merchants.test',
  });
  expect(await portal.end).toEqual({ code: 1, signal: null });
  const sentences = portal.stderr().match(/^ {2}- \w+/gm) ?? [];
  expect(sentences.sort()).toEqual(
    Object.keys(weak)
      .map((name) => `  - ${name}`)
      .sort(),
  );
  expect(portal.stdout()).toBe('');
  expect(portal.stderr()).not.toMatch(/canary/);
  expect(portal.stderr()).not.toMatch(NO_STACK);
});

test.each(['PORT', 'EMULATOR_PORT', 'METRICS_PORT'])(
  'the demo whose %s is taken says so in one sentence and leaves nothing behind',
  async (name) => {
    const database = await freshDatabase();
    const free = { PORT: await freePort(), EMULATOR_PORT: await freePort(), METRICS_PORT: 0 };
    const ports = { ...free, [name]: taken };
    const demo = start('scripts/demo.js', {
      ...Object.fromEntries(Object.entries(ports).map(([key, port]) => [key, String(port)])),
      ...{ DATA_DIR, DATABASE_URL: database.url, LOG_LEVEL: 'silent' },
    });
    expect(await demo.end).toEqual({ code: 1, signal: null });
    expect(demo.stderr()).toMatch(new RegExp(`^.*\\b${taken}\\b.*; set ${name}.*\\.\n$`));
    expect(demo.stdout()).toBe('');
    await database.drop();
  },
);

test('the emulator alone whose port is taken says so too, and its port can be set', async () => {
  const refused = start('scripts/emulator.js', { EMULATOR_PORT: taken, DATA_DIR });
  expect(await refused.end).toEqual({ code: 1, signal: null });
  expect(refused.stderr()).toMatch(
    new RegExp(`^The emulator .*\\b${taken}\\b.* set EMULATOR_PORT to another\\.\n$`),
  );

  const port = await freePort();
  const emulator = start('scripts/emulator.js', { EMULATOR_PORT: String(port), DATA_DIR });
  await emulator.says(`http://127.0.0.1:${port} `);
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
  emulator.signal('SIGTERM');
  expect(await emulator.end).toEqual({ code: 0, signal: null });
});
