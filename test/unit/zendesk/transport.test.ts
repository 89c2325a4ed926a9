import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import nock from 'nock';
import { API, aNewTicket, aWireTicket, aZendesk, leaveNothingBehind, NOW } from './a-zendesk';

let server: Server | undefined;

/** A Zendesk on this machine, for what only a real connection can do. */
async function listening(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((ready) => server?.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(() => {
  nock.disableNetConnect();
  nock.enableNetConnect('127.0.0.1');
});
afterEach(leaveNothingBehind);
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

describe('a status', () => {
  test.each([
    [302, 'unavailable'],
    [400, 'invalid'],
    [401, 'internal'],
    [403, 'internal'],
    [404, 'not_found'],
    [405, 'internal'],
    [406, 'invalid'],
    [408, 'unavailable'],
    [409, 'conflict'],
    [413, 'invalid'],
    [422, 'invalid'],
    [429, 'rate_limited'],
    [500, 'unavailable'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [520, 'unavailable'],
  ])('%i becomes %s', async (status, code) => {
    nock(API).get('/tickets/35.json').reply(status, { error: 'Why', description: 'Because' });
    await expect(aZendesk().tickets.find(35)).rejects.toMatchObject({
      code,
      details: { status, error: 'Why', description: 'Because' },
    });
  });

  test.each([
    [{ error: { title: 'Forbidden', message: 'No.' } }, { error: 'Forbidden', description: 'No.' }],
    [{ errors: [{ code: 'Odd' }] }, { errors: [{ code: 'Odd' }] }],
    [{ error: 5, description: 6, details: 7 }, { details: 7 }],
    ['<html>no</html>', { description: '<html>no</html>' }],
  ])('keeps what Zendesk said in the envelope %j', async (body, told) => {
    nock(API).get('/tickets/35.json').reply(400, body);
    const error: unknown = await aZendesk()
      .tickets.find(35)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ details: { status: 400, ...told } });
  });
});

describe('Retry-After', () => {
  test.each([
    ['27', 27],
    ['0', 1],
    ['900', 900],
    ['1000000000', 900],
    ['Sun, 22 Nov 2026 12:01:30 GMT', 90],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 1],
    ['Mon, 22 Nov 2027 12:00:00 GMT', 900],
    ['-5', 60],
    ['1.5', 60],
    ['soon', 60],
    ['', 60],
    [undefined, 60],
  ])('%j means %i seconds', async (header, retryAfter) => {
    const headers: Record<string, string> = header === undefined ? {} : { 'retry-after': header };
    nock(API).get('/tickets/35.json').reply(429, {}, headers);
    await expect(aZendesk().tickets.find(35)).rejects.toMatchObject({ retryAfter });
  });

  test('on a 503 is passed on, without one nothing is promised', async () => {
    nock(API).get('/tickets/35.json').reply(503, {});
    nock(API).get('/tickets/35.json').reply(503, {}, { 'retry-after': '7' });
    const zendesk = aZendesk();
    await expect(zendesk.tickets.find(35)).rejects.toMatchObject({ retryAfter: undefined });
    await expect(zendesk.tickets.find(35)).rejects.toMatchObject({
      code: 'unavailable',
      retryAfter: 7,
    });
  });
});

describe('the budget', () => {
  test('after a 429 every lane waits as told, and says it sent nothing', async () => {
    let now = NOW;
    const zendesk = aZendesk({ now: () => now });
    nock(API).get('/tickets/35.json').reply(429, {}, { 'retry-after': '120' });
    await expect(zendesk.tickets.find(35, 'mirror')).rejects.toMatchObject({ retryAfter: 120 });
    now = new Date(now.getTime() + 20_000);
    await expect(
      zendesk.tickets.solve(35, { intentId: 'i', seenAt: new Date(0) }),
    ).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfter: 100,
      details: { outcome: 'not_sent' },
    });
    now = new Date(now.getTime() + 100_000);
    nock(API).get('/tickets/35.json').reply(200, { ticket: aWireTicket() });
    expect((await zendesk.tickets.find(35)).number).toBe(35);
  });

  test('a short wait is sat out', async () => {
    const zendesk = aZendesk({ now: () => new Date() });
    nock(API).get('/tickets/35.json').reply(429, {}, { 'retry-after': '1' });
    await expect(zendesk.tickets.find(35)).rejects.toMatchObject({ code: 'rate_limited' });
    nock(API).get('/tickets/35.json').reply(200, { ticket: aWireTicket() });
    const startedAt = performance.now();
    await zendesk.tickets.find(35);
    expect(performance.now() - startedAt).toBeGreaterThan(900);
  });

  test.each([
    [
      'the newest',
      { 'ratelimit-limit': '100', 'ratelimit-remaining': '20', 'ratelimit-reset': '40' },
      41,
    ],
    [
      'the middle',
      { 'rate-limit': '100', 'rate-limit-remaining': '20', 'rate-limit-reset': '30' },
      31,
    ],
    ['the oldest', { 'x-rate-limit': '100', 'x-rate-limit-remaining': '20' }, 61],
  ])(
    'near the end, by %s headers, the copy waits and a delivery does not',
    async (_, headers, retryAfter) => {
      const zendesk = aZendesk();
      const answer = { ticket: aWireTicket() };
      nock(API).get('/tickets/35.json').reply(200, answer, headers);
      await zendesk.tickets.find(35);
      await expect(zendesk.tickets.find(35, 'mirror')).rejects.toMatchObject({ retryAfter });
      nock(API).get('/tickets/35.json').reply(200, answer);
      expect((await zendesk.tickets.find(35, 'write')).number).toBe(35);
    },
  );
});

describe('a 429 about one endpoint', () => {
  const ticket = (number: number) => `/tickets/${number}.json`;
  const solution = { intentId: 'i', seenAt: new Date(0) };
  const spent = (name: string, seconds: number) => ({
    'retry-after': String(seconds),
    [`zendesk-ratelimit-${name}`]: `total=100; remaining=0; resets=${seconds}`,
  });

  test('closes that endpoint, and reads go on', async () => {
    const zendesk = aZendesk();
    const body = { error: 'APIRateLimitExceeded', description: 'Too many' };
    nock(API).put(ticket(35)).reply(429, body, spent('tickets-update', 50));
    await expect(zendesk.tickets.solve(35, solution)).rejects.toMatchObject({ retryAfter: 50 });
    await expect(zendesk.tickets.solve(36, solution)).rejects.toMatchObject({
      code: 'rate_limited',
      details: { outcome: 'not_sent' },
    });
    nock(API).get(ticket(35)).reply(200, { ticket: aWireTicket() });
    expect((await zendesk.tickets.find(35)).number).toBe(35);
  });

  test('about one ticket leaves the others alone', async () => {
    const zendesk = aZendesk();
    nock(API).put(ticket(35)).reply(429, {}, spent('per-ticket-updates', 400));
    await expect(zendesk.tickets.solve(35, solution)).rejects.toMatchObject({ retryAfter: 400 });
    await expect(zendesk.tickets.solve(35, solution)).rejects.toMatchObject({
      details: { outcome: 'not_sent' },
    });
    nock(API)
      .put(ticket(36))
      .reply(200, { ticket: aWireTicket({ id: 36, status: 'solved' }) });
    expect((await zendesk.tickets.solve(36, solution)).ticket.number).toBe(36);
  });

  test('about one user, told in words alone, leaves the others alone', async () => {
    const zendesk = aZendesk();
    const text = 'You have exceeded the rate limit for updating a single unique user. Please wait.';
    const person = (externalId: string) =>
      ({
        externalId,
        name: 'Ana',
        email: 'ana@acme.test',
        locale: 'pt',
        organizationId: 1,
      }) as const;
    nock(API).post('/users/create_or_update.json').reply(429, text, { 'retry-after': '27' });
    await expect(zendesk.users.provision(person('a'))).rejects.toMatchObject({ retryAfter: 27 });
    await expect(zendesk.users.provision(person('a'))).rejects.toMatchObject({
      details: { outcome: 'not_sent' },
    });
    nock(API)
      .post('/users/create_or_update.json')
      .reply(201, { user: { id: 9, name: 'Ana', role: 'end-user' } });
    expect(await zendesk.users.provision(person('b'))).toBe(9);
  });
});

describe('reads at the same moment', () => {
  test('of the same names are one call; of the same ticket they are not', async () => {
    const zendesk = aZendesk();
    nock(API)
      .get('/users/show_many.json')
      .query(true)
      .delay(50)
      .reply(200, { users: [{ id: 41, name: 'Rui', role: 'agent' }] });
    const names = await Promise.all([zendesk.users.names([41]), zendesk.users.names([41])]);
    expect(names.map(([user]) => user?.name)).toEqual(['Rui', 'Rui']);

    nock(API).get('/tickets/35.json').times(2).delay(50).reply(200, { ticket: aWireTicket() });
    await Promise.all([zendesk.tickets.find(35), zendesk.tickets.find(35)]);
  });
});

describe('an answer that tells nothing', () => {
  test.each([
    ['broken JSON', '{"ticket":', 'application/json'],
    ['HTML with a 200', '<html>welcome</html>', 'text/html'],
    ['an empty body', '', 'application/json'],
    ['null', 'null', 'application/json'],
    ['another shape', '{"ticket":{"id":"thirty-five"}}', 'application/json'],
  ])('(%s) leaves the outcome unknown', async (_, text, type) => {
    nock(API).post('/tickets.json').reply(201, text, { 'content-type': type });
    await expect(
      aZendesk().tickets.create(aNewTicket(), { idempotencyKey: 'k' }),
    ).rejects.toMatchObject({ code: 'unavailable', details: { outcome: 'unknown' } });
  });

  test('(cut off in the middle) leaves the outcome unknown', async () => {
    const url = await listening((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"ticket":', () => response.destroy());
    });
    await expect(aZendesk({ url }).tickets.find(35)).rejects.toMatchObject({
      code: 'unavailable',
      details: { outcome: 'unknown' },
    });
  });

  test('(endless) is cut off', async () => {
    const url = await listening((_, response) => {
      Readable.from(endlessly())
        .on('error', () => undefined)
        .pipe(response);
    });
    await expect(aZendesk({ url, timeoutMs: 20_000 }).tickets.find(35)).rejects.toMatchObject({
      code: 'unavailable',
      details: { outcome: 'unknown', reason: 'RangeError' },
    });
  });

  test('(none at all) ends after the time given', async () => {
    const url = await listening(() => undefined);
    const startedAt = performance.now();
    await expect(aZendesk({ url, timeoutMs: 200 }).tickets.find(35)).rejects.toMatchObject({
      code: 'unavailable',
      details: { outcome: 'unknown', reason: 'TimeoutError' },
    });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test('(begun, then stalled) ends after the time given', async () => {
    const url = await listening((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"ticket":');
    });
    await expect(aZendesk({ url, timeoutMs: 200 }).tickets.find(35)).rejects.toMatchObject({
      code: 'unavailable',
      details: { outcome: 'unknown' },
    });
  });
});

describe('a call that cannot have left', () => {
  test('says so when nobody listens', async () => {
    const url = await listening(() => undefined);
    await new Promise((closed) => server?.close(closed));
    await expect(
      aZendesk({ url }).tickets.create(aNewTicket(), { idempotencyKey: 'k' }),
    ).rejects.toMatchObject({
      code: 'unavailable',
      details: { outcome: 'not_sent', reason: 'ECONNREFUSED' },
    });
  });

  test.each(['ENOTFOUND', 'EAI_AGAIN', 'CERT_HAS_EXPIRED', 'UND_ERR_CONNECT_TIMEOUT'])(
    'says so after %s',
    async (code) => {
      nock(API)
        .get('/tickets/35.json')
        .replyWithError(Object.assign(new Error('no'), { code }));
      await expect(aZendesk().tickets.find(35)).rejects.toMatchObject({
        code: 'unavailable',
        details: { outcome: 'not_sent', reason: code },
      });
    },
  );

  test('does not say so after a reset', async () => {
    nock(API)
      .get('/tickets/35.json')
      .replyWithError(Object.assign(new Error('no'), { code: 'ECONNRESET' }));
    await expect(aZendesk().tickets.find(35)).rejects.toMatchObject({
      details: { outcome: 'unknown' },
    });
  });
});

describe('a file on its way', () => {
  const aFile = (stream: Readable, size: number) => ({
    name: 'a.txt',
    contentType: 'text/plain',
    size,
    stream,
  });

  test('is let go of when nobody listens', async () => {
    const url = await listening(() => undefined);
    await new Promise((closed) => server?.close(closed));
    const stream = Readable.from([Buffer.alloc(3)]);
    await expect(aZendesk({ url }).uploads.send(aFile(stream, 3))).rejects.toMatchObject({
      code: 'unavailable',
      details: { outcome: 'not_sent' },
    });
    expect(stream.destroyed).toBe(true);
  });

  test.each([
    ['holds fewer bytes than said', () => Readable.from([Buffer.alloc(3)])],
    ['cannot be read to its end', () => Readable.from(broken())],
  ])('that %s becomes no upload', async (_, open) => {
    const url = await listening((request, response) => {
      request.resume().on('end', () => response.end('{"upload":{"token":"up-1"}}'));
    });
    await expect(aZendesk({ url }).uploads.send(aFile(open(), 10))).rejects.toMatchObject({
      code: 'unavailable',
    });
  });

  test('is let go of when Zendesk has asked us to wait', async () => {
    const zendesk = aZendesk();
    nock(API).get('/tickets/35.json').reply(429, {}, { 'retry-after': '60' });
    await expect(zendesk.tickets.find(35)).rejects.toMatchObject({ code: 'rate_limited' });
    const stream = Readable.from([Buffer.alloc(3)]);
    await expect(zendesk.uploads.send(aFile(stream, 3))).rejects.toMatchObject({
      code: 'rate_limited',
    });
    expect(stream.destroyed).toBe(true);
  });

  test('is let go of when Zendesk refuses it early', async () => {
    const url = await listening((_, response) => response.writeHead(429).end());
    const stream = Readable.from(endlessly());
    await expect(
      aZendesk({ url }).uploads.send(aFile(stream, 50 * 1024 * 1024)),
    ).rejects.toMatchObject({ name: 'AppError' });
    expect(stream.destroyed).toBe(true);
  });
});

test('calls in a row share a connection', async () => {
  const url = await listening((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ticket: aWireTicket() }));
  });
  let connections = 0;
  server?.on('connection', () => (connections += 1));
  const zendesk = aZendesk({ url });
  for (let call = 0; call < 4; call += 1) {
    await zendesk.tickets.find(35);
    await new Promise(setImmediate);
  }
  expect(connections).toBeLessThan(4);
});

test.each([
  'http://acme.zendesk.com',
  'ftp://acme.zendesk.com',
  'acme',
  'http://127.0.0.1.evil.test',
])('a Zendesk at %s is refused before any call', (url) => {
  expect(() => aZendesk({ url })).toThrow('The address of Zendesk must start with https://.');
});

test('a probe asks for something only our token can read', async () => {
  nock(API).get('/tickets.json').query(true).reply(200, { tickets: [] });
  await expect(aZendesk().probe()).resolves.toBeUndefined();
  nock(API).get('/tickets.json').query(true).reply(401, {});
  await expect(aZendesk().probe()).rejects.toMatchObject({ code: 'internal' });
});

function* endlessly(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(1024 * 1024, ' ');
}

function* broken(): Generator<Buffer> {
  yield Buffer.alloc(3);
  throw new Error('The disk is gone.');
}
