import { Readable } from 'node:stream';
import nock from 'nock';
import { createBudget } from '../../../src/zendesk/budget';
import { createMemoryLedger } from '../../../src/zendesk/memory-ledger';
import { createClients } from '../../../src/zendesk/client';
import { openHttpLine } from '../../../src/zendesk/http-line';
import { createServerClock } from '../../../src/zendesk/server-clock';
import { createTransport } from '../../../src/zendesk/transport';
import {
  aNewTicket,
  anAudit,
  API,
  aWireComment,
  aWireTicket,
  aZendesk,
  leaveNothingBehind,
  NOW,
  OAUTH,
  ORIGIN,
  recordingLog,
} from './a-zendesk';

/** What node-zendesk 6.0.1 gets wrong by itself, one test each. */
beforeAll(() => nock.disableNetConnect());
afterEach(leaveNothingBehind);

test('when Zendesk limits the rate, the call fails instead of resolving with an Error', async () => {
  nock(API).get('/tickets/35.json').reply(429, 'slow down', { 'retry-after': '27' });
  await expect(aZendesk().tickets.find(35)).rejects.toMatchObject({
    name: 'AppError',
    code: 'rate_limited',
    retryAfter: 27,
  });
});

test('when the rate limit comes on page two, no page and no Error is passed off as the list', async () => {
  const comments = nock(API).get('/tickets/35/comments.json');
  comments.query({ include: 'users', 'page[size]': 100 }).reply(200, {
    comments: [aWireComment()],
    meta: { has_more: true },
    links: { next: `${API}/tickets/35/comments.json?page[after]=x` },
  });
  nock(API)
    .get('/tickets/35/comments.json')
    .query({ 'page[after]': 'x' })
    .reply(429, {}, { 'retry-after': '5' });
  await expect(aZendesk().tickets.publicComments(35)).rejects.toMatchObject({
    code: 'rate_limited',
  });
});

test.each([406, 413, 502, 504])(
  'when Zendesk answers %i, its body is no ticket',
  async (status) => {
    nock(API).get('/tickets/35.json').reply(status, { ticket: aWireTicket() });
    await expect(aZendesk().tickets.find(35)).rejects.toMatchObject({ details: { status } });
  },
);

test('when Zendesk has nothing to say (204), the result is empty and no Error', async () => {
  nock(API).delete('/tickets/35.json').reply(204);
  const line = openHttpLine({ timeoutMs: 1_000 });
  const transport = createTransport({
    line,
    credentials: { authorization: async () => 'Bearer t', renew: async () => null },
    budget: createBudget({
      ledger: createMemoryLedger({ now: () => NOW }),
      log: recordingLog().log,
    }),
    clock: createServerClock(() => NOW),
    origin: ORIGIN,
    log: recordingLog().log,
    now: () => NOW,
  });
  const { tickets } = createClients({ transport, origin: ORIGIN })({ lane: 'sync' });
  const { result } = (await tickets.delete(35)) as unknown as { result: unknown };
  expect(Object.prototype.toString.call(result)).toBe('[object Object]');
  expect(result).toEqual({});
  await line.close();
});

test('when Zendesk refuses a value, its status and details arrive', async () => {
  const details = { subject: [{ description: 'Subject: too long', error: 'InvalidValue' }] };
  nock(API).post('/tickets.json').reply(422, {
    error: 'RecordInvalid',
    description: 'Record validation errors',
    details,
  });
  await expect(
    aZendesk().tickets.create(aNewTicket(), { idempotencyKey: 'k' }),
  ).rejects.toMatchObject({
    code: 'invalid',
    details: { status: 422, error: 'RecordInvalid', details },
  });
});

test('when paging links name another origin, the next page still comes from Zendesk', async () => {
  nock(API)
    .get('/tickets/35/comments.json')
    .query({ include: 'users', 'page[size]': 100 })
    .reply(200, {
      comments: [aWireComment()],
      meta: { has_more: true },
      links: { next: 'https://help.acme.test/api/v2/tickets/35/comments.json?page[after]=x' },
    });
  nock(API)
    .get('/tickets/35/comments.json')
    .query({ 'page[after]': 'x' })
    .reply(200, {
      comments: [aWireComment({ id: 502 })],
      meta: { has_more: false },
      links: { next: `${API}/tickets/35/comments.json?page[after]=y` },
    });
  const comments = await aZendesk().tickets.publicComments(35);
  expect(comments.map((comment) => comment.id)).toEqual([501, 502]);
});

test.each([
  'https://elsewhere.test/login',
  `${API}/tickets/35/comments.json?page[size]=100&include=users`,
])('when a paging link leads nowhere new (%s), it is not followed', async (next) => {
  nock(API)
    .get('/tickets/35/comments.json')
    .query(true)
    .reply(200, { comments: [], meta: { has_more: true }, links: { next } });
  await expect(aZendesk().tickets.publicComments(35)).rejects.toMatchObject({
    code: 'unavailable',
    details: { reason: 'wrong_shape' },
  });
});

test('when a file is uploaded, its bytes, type and length are its own and the token is read from text/plain', async () => {
  const bytes = Buffer.from([0, 255, 10, 13, 7]);
  let sent = '';
  nock(API, { reqheaders: { 'content-type': 'image/png', 'content-length': '5' } })
    .post('/uploads.json', (body: string) => {
      sent = body;
      return true;
    })
    .query({ filename: 'é b.png' })
    .reply(201, JSON.stringify({ upload: { token: 'up-1', attachments: [] } }), {
      'content-type': 'text/plain; charset=utf-8',
    });
  const upload = await aZendesk().uploads.send({
    name: 'é b.png',
    contentType: 'image/png',
    size: 5,
    stream: Readable.from([bytes.subarray(0, 2), bytes.subarray(2)]),
  });
  expect(upload).toEqual({ token: 'up-1' });
  expect(sent).toBe(bytes.toString('hex'));
});

test('when two tickets are created, each call carries its own key, and reads carry none', async () => {
  const zendesk = aZendesk();
  for (const idempotencyKey of ['key-1', 'key-2']) {
    nock(API, { reqheaders: { 'idempotency-key': idempotencyKey } })
      .post('/tickets.json')
      .reply(201, { ticket: aWireTicket() });
    await zendesk.tickets.create(aNewTicket(), { idempotencyKey });
  }
  nock(API, { badheaders: ['idempotency-key'] })
    .get('/tickets/35.json')
    .reply(200, { ticket: aWireTicket() });
  expect((await zendesk.tickets.find(35)).number).toBe(35);
});

test('when a ticket is written, the comment in the audit is not lost', async () => {
  nock(API)
    .put('/tickets/35.json')
    .reply(200, { ticket: aWireTicket(), audit: anAudit('intent-2') });
  const written = await aZendesk().tickets.addReply(35, {
    authorId: 11,
    text: 'Where is my invoice?',
    uploadTokens: [],
    reopen: false,
    intentId: 'intent-2',
    seenAt: new Date(0),
  });
  expect(written.comment).toMatchObject({ id: 501, authorId: 11, text: 'Where is my invoice?' });
});

test('when the access token ends, the next call carries the next one', async () => {
  let now = NOW;
  const zendesk = aZendesk({ auth: OAUTH, now: () => now });
  for (const token of ['first', 'second']) {
    nock(ORIGIN).post('/oauth/tokens').reply(201, { access_token: token, expires_in: 1800 });
    nock(API, { reqheaders: { authorization: `Bearer ${token}` } })
      .get('/tickets/35.json')
      .reply(200, { ticket: aWireTicket() });
    expect((await zendesk.tickets.find(35)).number).toBe(35);
    now = new Date(now.getTime() + 1_799_000);
  }
});
