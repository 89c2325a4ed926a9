import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import express from 'express';
import { sql } from 'kysely';
import { startEmulator } from '../src/emulator/server';
import { silentLog } from '../src/log';
import { createDemoMailbox } from '../src/messages/demo-mailbox';
import { serve } from '../src/serve';
import { readEnvironment } from '../src/settings/environment';
import { readDemoSettings } from '../src/settings/settings';
import { openDatabase } from '../src/storage/database';
import { startEmbeddedPostgres } from '../src/storage/embedded-postgres';

/**
 * Figures of one run on this machine: compare the ratios, not the numbers of two machines.
 * The list is read by scope=all, 25 rows out of 10,000.
 */
const TICKETS = 10_000;
const LOAD = { connections: 20, duration: 8, workers: 1 } as const;
const EMAIL = 'owner@bench.example';
const ACCOUNT = 'bench';

async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'portal-bench-'));
  const log = silentLog();
  const { DATABASE_URL } = readEnvironment();
  const embedded = DATABASE_URL ? null : await startEmbeddedPostgres({ dataDir, log });
  const url = DATABASE_URL ?? embedded!.url;
  const emulator = await startEmulator({
    port: 0,
    seed: { agents: [{ email: 'agent@bench.example', name: 'Bench Agent' }] },
  });
  const port = await freePort();
  const mailbox = createDemoMailbox({ now: () => new Date() });
  const { settings, secrets } = readDemoSettings({
    PORT: String(port),
    METRICS_PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: url,
    LOG_LEVEL: 'silent',
  });
  const served = await serve(
    { ...settings, zendesk: { ...settings.zendesk, url: emulator.url } },
    secrets,
    { log, mailer: mailbox, mailbox },
  );
  try {
    const person = { id: randomUUID(), email: EMAIL, name: 'Bench Owner', locale: 'en' } as const;
    const personId = await served.app.people.add(person);
    await served.app.access.grant(personId, ACCOUNT);
    await fill(url, personId);
    const browser = new BenchBrowser(`http://127.0.0.1:${port}`);
    await browser.signIn(() => /\d{6}/.exec(mailbox.list(EMAIL)[0]?.text ?? '')?.[0] ?? '');
    await measureList(browser);
    await countCalls(browser, emulator.url);
  } finally {
    await served.stop();
    await emulator.stop();
    await embedded?.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measureList(browser: BenchBrowser): Promise<void> {
  const path = '/tickets?scope=all';
  const page = await browser.get(path);
  const bare = await serveBytes(page);
  const list = await load(`${browser.origin}${path}`, { cookie: browser.cookie });
  const reference = await load(bare.url, {});
  await bare.stop();
  say(
    `ticket list     ${list.rate} requests/s   p99 ${list.p99} ms   (25 of ${TICKETS} rows, ${page.length} bytes)`,
  );
  say(`bare Express    ${reference.rate} requests/s   p99 ${reference.p99} ms   (the same bytes)`);
  say(`ratio           ${(list.rate / reference.rate).toFixed(2)} of bare Express`);
}

async function countCalls(browser: BenchBrowser, emulator: string): Promise<void> {
  const during = async (act: () => Promise<unknown>): Promise<string> => {
    await fetch(`${emulator}/_emulator/calls`, { method: 'DELETE' });
    await act();
    const answer = await fetch(`${emulator}/_emulator/calls`);
    const calls = (await answer.json()) as { method: string; path: string; count: number }[];
    const counted = calls.filter(({ path }) => !/incremental|oauth/.test(path));
    const total = counted.reduce((sum, { count }) => sum + count, 0);
    const named = counted.map(({ method, path, count }) => `${count}x ${method} ${path}`);
    return `${total}${total > 0 ? `   (${named.join(', ')})` : ''}`;
  };
  const moveClock = () =>
    fetch(`${emulator}/_emulator/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advance: 'PT10S' }),
    });

  say('');
  say('Zendesk calls, the export poll and tokens apart:');
  say(`  first request of a person   ${await during(() => browser.send(0))}`);
  say(`  a request                   ${await during(() => browser.send(0))}`);
  say(`  a request with 2 files      ${await during(() => browser.send(2))}`);
  const ticket = await browser.send(0);
  await moveClock();
  say(`  first view of a ticket      ${await during(() => browser.get(ticket))}`);
  say(`  view of an unchanged ticket ${await during(() => browser.get(ticket))}`);
  say(`  view of the list            ${await during(() => browser.get('/tickets?scope=all'))}`);
  say(`  a reply                     ${await during(() => browser.reply(ticket))}`);
}

/** A browser as thin as a bench needs: one cookie jar, forms read with two expressions. */
class BenchBrowser {
  readonly origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string) {
    this.origin = origin;
  }

  get cookie(): string {
    return [...this.#cookies].map((pair) => pair.join('=')).join('; ');
  }

  async get(path: string): Promise<string> {
    return (await this.#fetch(path)).text();
  }

  async signIn(code: () => string): Promise<void> {
    await this.#post('/sign-in', '/sign-in/code', new URLSearchParams({ email: EMAIL }));
    const body = new URLSearchParams({ code: code() });
    await this.#post('/sign-in/code', '/sign-in/code/confirmation', body);
  }

  /** Sends a request and waits until it was passed on. @returns the path of its ticket */
  async send(files: number): Promise<string> {
    const form = new FormData();
    const fields = { name: 'Bench Owner', account: ACCOUNT, kind: 'financial', impact: 'normal' };
    for (const [name, value] of Object.entries({ ...fields, subject: 'Bench', text: 'Bench.' })) {
      form.append(name, value);
    }
    for (let file = 0; file < files; file += 1) {
      form.append('attachments', new Blob(['bench'], { type: 'text/plain' }), `file-${file}.txt`);
    }
    return this.#delivered(await this.#post('/tickets/new', '/tickets', form));
  }

  async reply(ticket: string): Promise<void> {
    const form = new FormData();
    form.append('text', 'Bench reply.');
    await this.#post(ticket, `${ticket}/replies`, form);
    // Looked at through the list, which costs nothing: the ticket's page would fetch the answer.
    while ((await this.get('/tickets')).includes('Being sent')) await pause();
  }

  async #delivered(path: string): Promise<string> {
    for (;;) {
      const answer = await this.#fetch(path);
      const location = answer.headers.get('location');
      if (location) return location;
      await pause();
    }
  }

  /** @returns where the answer sends the browser */
  async #post(page: string, action: string, body: URLSearchParams | FormData): Promise<string> {
    const html = await this.get(page);
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1];
    const whole = body instanceof FormData ? new FormData() : new URLSearchParams();
    for (const name of ['csrf', 'intent']) {
      const value = hidden(name);
      if (value !== undefined) whole.append(name, value);
    }
    for (const [name, value] of body) (whole as FormData).append(name, value as Blob);
    const answer = await this.#fetch(action, { method: 'POST', body: whole });
    if (answer.status !== 303) throw new Error(`${action} answered ${answer.status}.`);
    return answer.headers.get('location') ?? '';
  }

  async #fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const answer = await fetch(new URL(path, this.origin), {
      ...init,
      redirect: 'manual',
      headers: { cookie: this.cookie, 'sec-fetch-site': 'same-origin' },
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      this.#cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return answer;
  }
}

async function fill(url: string, personId: string): Promise<void> {
  const database = openDatabase({ connectionString: url, log: silentLog() });
  await sql`
    insert into tickets (reference, number, account, person_id, requester_name, kind, impact, subject,
      status, created_at, updated_at, version)
    select 'number-' || 1000000 + n, 1000000 + n, ${ACCOUNT}, ${personId}::uuid, 'Bench Owner', 'financial',
      (array['normal', 'high', 'urgent'])[1 + n % 3], 'Question number ' || n,
      (array['open', 'pending', 'solved', 'closed'])[1 + n % 4],
      now() - make_interval(mins => n), now() - make_interval(mins => n), 1
    from generate_series(1, ${TICKETS}::int) as n`.execute(database.kysely);
  await sql`analyze tickets`.execute(database.kysely);
  await database.close();
}

async function load(url: string, headers: Record<string, string>) {
  const result = await autocannon({ url, headers, ...LOAD });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url} failed under load.`);
  return { rate: Math.round(result.requests.average), p99: result.latency.p99 };
}

async function serveBytes(page: string): Promise<{ url: string; stop(): Promise<void> }> {
  const app = express();
  app.get('/', (_request, response) => void response.type('html').send(page));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
