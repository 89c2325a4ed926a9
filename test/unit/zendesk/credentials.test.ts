import { Readable } from 'node:stream';
import nock from 'nock';
import {
  API,
  aWireTicket,
  aZendesk,
  leaveNothingBehind,
  NOW,
  OAUTH,
  ORIGIN,
  recordingLog,
} from './a-zendesk';

beforeAll(() => nock.disableNetConnect());
afterEach(leaveNothingBehind);

function giveToken(token: string, expires_in?: number) {
  return nock(ORIGIN).post('/oauth/tokens').reply(201, { access_token: token, expires_in });
}
function ticketFor(token: string, status = 200) {
  return nock(API, { reqheaders: { authorization: `Bearer ${token}` } })
    .get('/tickets/35.json')
    .reply(status, status === 200 ? { ticket: aWireTicket() } : { error: 'invalid_token' });
}

test('our client asks for a token with its own id, secret and scope', async () => {
  nock(ORIGIN)
    .post('/oauth/tokens', {
      grant_type: 'client_credentials',
      client_id: 'portal',
      client_secret: 'keep-me-secret',
      scope: 'read write',
    })
    .reply(201, { access_token: 'first' });
  ticketFor('first');
  const zendesk = aZendesk({ auth: { ...OAUTH, scope: 'read write' } });
  expect((await zendesk.tickets.find(35)).number).toBe(35);
});

test.each([
  [1800, 1739, 'still used'],
  [1800, 1741, 'replaced'],
  [20, 9, 'still used'],
  [20, 11, 'replaced'],
])('a token of %i s is, after %i s, %s', async (lifetime, age, fate) => {
  let now = NOW;
  const zendesk = aZendesk({ auth: OAUTH, now: () => now });
  giveToken('first', lifetime);
  ticketFor('first');
  await zendesk.tickets.find(35);
  now = new Date(now.getTime() + age * 1000);
  if (fate === 'replaced') giveToken('second', lifetime);
  ticketFor(fate === 'replaced' ? 'second' : 'first');
  expect((await zendesk.tickets.find(35)).number).toBe(35);
});

test('when Zendesk refuses a token, the call is repeated once with a fresh one', async () => {
  giveToken('first');
  ticketFor('first', 401);
  giveToken('second');
  ticketFor('second');
  expect((await aZendesk({ auth: OAUTH }).tickets.find(35)).number).toBe(35);
});

test('when Zendesk refuses the fresh token too, it is ours to mend', async () => {
  giveToken('first');
  ticketFor('first', 401);
  giveToken('second');
  ticketFor('second', 401);
  await expect(aZendesk({ auth: OAUTH }).tickets.find(35)).rejects.toMatchObject({
    code: 'internal',
    details: { status: 401 },
  });
});

test('when many calls start together, they share one token', async () => {
  const zendesk = aZendesk({ auth: OAUTH });
  giveToken('first');
  nock(API, { reqheaders: { authorization: 'Bearer first' } })
    .get('/tickets/35.json')
    .times(5)
    .reply(200, { ticket: aWireTicket() });
  const found = await Promise.all(Array.from({ length: 5 }, () => zendesk.tickets.find(35)));
  expect(found).toHaveLength(5);
});

test('when many calls meet the same refusal, they share one renewal', async () => {
  const zendesk = aZendesk({ auth: OAUTH });
  giveToken('first');
  giveToken('second');
  for (const [token, status] of [
    ['first', 401],
    ['second', 200],
  ] as const) {
    nock(API, { reqheaders: { authorization: `Bearer ${token}` } })
      .get('/tickets/35.json')
      .times(5)
      .reply(status, { ticket: aWireTicket() });
  }
  const found = await Promise.all(Array.from({ length: 5 }, () => zendesk.tickets.find(35)));
  expect(found).toHaveLength(5);
});

test('when the token ends while a file is on its way, the file is not repeated half', async () => {
  giveToken('first');
  nock(API).post('/uploads.json').query(true).reply(401, {});
  giveToken('second');
  const file = { name: 'a.txt', contentType: 'text/plain', size: 2 };
  await expect(
    aZendesk({ auth: OAUTH }).uploads.send({ ...file, stream: Readable.from([Buffer.from('hi')]) }),
  ).rejects.toMatchObject({ code: 'unavailable', details: { outcome: 'not_sent' } });
});

test.each([
  [400, { error: 'invalid_scope' }, 'internal'],
  [401, { error: 'invalid_client' }, 'internal'],
  [429, {}, 'rate_limited'],
  [500, '<html>', 'unavailable'],
  [200, '<html>', 'unavailable'],
  [200, {}, 'unavailable'],
])(
  'when the token endpoint answers %i %j, the call fails as %s and was not sent',
  async (status, body, code) => {
    nock(ORIGIN).post('/oauth/tokens').reply(status, body);
    await expect(aZendesk({ auth: OAUTH }).tickets.find(35)).rejects.toMatchObject({
      code,
      details: { outcome: 'not_sent' },
    });
  },
);

test('an API token signs calls, warns of its end, and is not tried twice', async () => {
  const { log, lines } = recordingLog();
  const pair = Buffer.from('robot@acme.test/token:keep-me-secret').toString('base64');
  nock(API, { reqheaders: { authorization: `Basic ${pair}` } })
    .get('/tickets/35.json')
    .reply(401, {});
  await expect(aZendesk({ log }).tickets.find(35)).rejects.toMatchObject({ code: 'internal' });
  expect(lines[0]).toContain('2027-04-30');
});

test('neither secrets nor tokens reach the log or an error', async () => {
  const { log, lines } = recordingLog();
  const zendesk = aZendesk({ auth: OAUTH, log });
  giveToken('bearer-to-hide');
  ticketFor('bearer-to-hide');
  await zendesk.tickets.find(35);
  nock(API)
    .get('/tickets/36.json')
    .reply(403, { error: { title: 'Forbidden', message: 'No.' } });
  const error: unknown = await zendesk.tickets.find(36).catch((thrown: unknown) => thrown);
  const told = JSON.stringify([lines, error, Object.getOwnPropertyDescriptors(error)]);
  expect(told).not.toMatch(/keep-me-secret|bearer-to-hide/);
  expect(lines).toHaveLength(2);
});
