import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '../../src/emulator/server';
import { ADMIN, AGENTS, startClient, type Client } from './client';

let zendesk: Client;
beforeEach(async () => {
  zendesk = await startClient();
});
afterEach(() => zendesk.stop());

const TICKET = {
  ticket: { subject: 'Lost?', external_id: 'VS-9', comment: { body: 'x', public: true } },
};
const CREATE = 'POST /api/v2/tickets';
const count = async () => (await zendesk.call('GET', '/tickets?external_id=VS-9')).body.count;

describe('faults', () => {
  test('a connection cut after processing leaves exactly one ticket, and the key finds it', async () => {
    const key = { 'idempotency-key': 'k' };
    await zendesk.control('PUT', '/faults', [{ match: CREATE, times: 1, drop: 'after' }]);
    await expect(zendesk.call('POST', '/tickets', TICKET, key)).rejects.toThrow('fetch failed');
    expect(await count()).toBe(1);
    const again = await zendesk.call('POST', '/tickets', TICKET, key);
    expect(again.headers.get('x-idempotency-lookup')).toBe('hit');
    expect(await count()).toBe(1);
  });

  test('a connection cut before processing leaves nothing', async () => {
    await zendesk.control('PUT', '/faults', [{ match: CREATE, times: 1, drop: 'before' }]);
    await expect(zendesk.call('POST', '/tickets', TICKET)).rejects.toThrow('fetch failed');
    expect(await count()).toBe(0);
  });

  test('half an answer cannot be read, and the ticket is there', async () => {
    await zendesk.control('PUT', '/faults', [{ match: CREATE, times: 1, drop: 'half' }]);
    await expect(zendesk.call('POST', '/tickets', TICKET)).rejects.toThrow('terminated');
    expect(await count()).toBe(1);
  });

  test('a status is answered as often as asked, with what comes with it', async () => {
    await zendesk.control('PUT', '/faults', [
      { match: 'GET /api/v2/tickets/*', times: 1, status: 429, retryAfter: 7 },
      {
        match: 'GET /api/v2/tickets/*',
        times: 1,
        status: 200,
        body: '<p>',
        contentType: 'text/html',
      },
    ]);
    const limited = await zendesk.call('GET', '/tickets/1.json');
    expect(limited.status).toBe(429);
    expect(limited.headers.get('retry-after')).toBe('7');
    const left = await zendesk.control('GET', '/faults');
    expect(left.body).toHaveLength(1);
    const html = await zendesk.call('GET', '/tickets/1');
    expect(html.headers.get('content-type')).toBe('text/html');
    expect((await zendesk.call('GET', '/tickets/1')).status).toBe(404);
  });

  test('a delay passes and the call goes on', async () => {
    await zendesk.control('PUT', '/faults', [{ match: CREATE, delayMs: 50 }]);
    const before = performance.now();
    expect((await zendesk.call('POST', '/tickets', TICKET)).status).toBe(201);
    expect(performance.now() - before).toBeGreaterThanOrEqual(45);
  });

  test.each([
    [[{ match: 'tickets', status: 500 }], /match/],
    [[{ match: CREATE }], /at least one of/],
    [{ match: CREATE }, /array/],
  ])('a wrong list is refused with a sentence', async (body, sentence) => {
    const reply = await zendesk.control('PUT', '/faults', body);
    expect(reply.status).toBe(400);
    expect(reply.body.error).toMatch(sentence);
  });
});

test('calls are counted by path without query and suffix, until they are cleared', async () => {
  await zendesk.call('GET', '/tickets.json?page=1');
  await zendesk.call('GET', '/tickets');
  await fetch(zendesk.url);
  const counted = await zendesk.control('GET', '/calls');
  expect(counted.body).toEqual([{ method: 'GET', path: '/api/v2/tickets', count: 2 }]);
  await zendesk.control('DELETE', '/calls');
  expect((await zendesk.control('GET', '/calls')).body).toEqual([]);
});

test('answers are told with the time by its own clock at which their calls came in', async () => {
  await zendesk.control('POST', '/clock', { advance: 'P1D' });
  const before = Date.parse((await zendesk.control('GET', '/clock')).body.now);
  await zendesk.call('GET', '/tickets.json?page=1');
  await zendesk.call('GET', '/tickets/1');
  const { text } = await zendesk.control('GET', '/timeline');
  const answered = JSON.parse(text) as { at: number; path: string; status: number }[];
  expect(answered.map(({ path, status }) => `${path} ${status}`)).toEqual([
    '/api/v2/tickets 200',
    '/api/v2/tickets/1 404',
  ]);
  const times = answered.map(({ at }) => at);
  expect(times).toEqual([...times].sort());
  expect(times[0]).toBeGreaterThanOrEqual(before);
  await zendesk.control('DELETE', '/calls');
  expect((await zendesk.control('GET', '/timeline')).body).toEqual([]);
});

test('limits refuse only when switched on; the headers always tell', async () => {
  const free = await zendesk.call('GET', '/tickets');
  expect(free.headers.get('x-rate-limit')).toBe('700');
  expect(free.headers.get('zendesk-ratelimit-tickets-index')).toMatch(/^total=100; remaining=99/);
  const { id } = await zendesk.ticket();
  await zendesk.control('PUT', '/limits', { enabled: true });
  const replies = [];
  for (let turn = 0; turn <= 30; turn += 1) {
    replies.push(await zendesk.call('PUT', `/tickets/${id}`, { ticket: { subject: `${turn}` } }));
  }
  expect(replies.map(({ status }) => status)).toEqual([...Array<number>(30).fill(200), 429]);
  expect(Number(replies.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(500);

  await zendesk.control('PUT', '/limits', { enabled: true, accountPerMinute: 1 });
  await zendesk.call('GET', '/users/me');
  const spent = await zendesk.call('GET', '/users/me');
  expect(spent.status).toBe(429);
  expect(spent.text).toMatch(/^Number of allowed/);
  await zendesk.control('POST', '/clock', { advance: 'PT1M' });
  expect((await zendesk.call('GET', '/users/me')).status).toBe(200);
});

test('a wrong duration is refused; a reset starts afresh', async () => {
  const wrong = await zendesk.control('POST', '/clock', { advance: '25 hours' });
  expect(wrong.status).toBe(400);
  expect(wrong.body.error).toContain('ISO 8601');
  await zendesk.call('POST', '/tickets', TICKET);
  expect((await zendesk.control('POST', '/reset')).status).toBe(204);
  expect(await count()).toBe(0);
});

describe('restarts', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'emulator-test-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('tickets, files, keys and the clock are there after a restart', async () => {
    const before = await startClient({ dataDir: folder });
    await before.control('POST', '/clock', { advance: 'P2D' });
    const stored = await fetch(`${before.url}/api/v2/uploads?filename=a.txt`, {
      method: 'POST',
      headers: { ...ADMIN, 'content-type': 'text/plain' },
      body: 'bytes',
    });
    const { upload } = JSON.parse(await stored.text()) as { upload: { token: string } };
    const ticket = { comment: { body: 'kept', public: true, uploads: [upload.token] } };
    const key = { 'idempotency-key': 'kept' };
    const { body } = await before.call('POST', '/tickets', { ticket }, key);
    const { now } = (await before.control('GET', '/clock')).body;
    await before.stop();

    const after = await startClient({ dataDir: folder });
    const again = await after.call('POST', '/tickets', { ticket }, key);
    expect(again.headers.get('x-idempotency-lookup')).toBe('hit');
    const comments = await after.call('GET', `/tickets/${body.ticket.id}/comments`);
    const [attachment] = comments.body.comments[0].attachments;
    expect(await (await fetch(attachment.content_url)).text()).toBe('bytes');
    const later = (await after.control('GET', '/clock')).body.now;
    expect(Date.parse(later)).toBeGreaterThanOrEqual(Date.parse(now));
    await after.stop();
  });

  test('a port that is taken is told clearly', async () => {
    const port = Number(new URL(zendesk.url).port);
    const second = startEmulator({ port, seed: { agents: AGENTS } });
    await expect(second).rejects.toThrow(
      `cannot listen on port ${port} (EADDRINUSE); set EMULATOR_PORT`,
    );
  });
});
