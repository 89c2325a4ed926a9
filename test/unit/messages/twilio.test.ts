import nock from 'nock';
import { createTwilioSender } from '../../../src/messages/twilio';

const API = 'https://api.twilio.com';
const PATH = '/2010-04-01/Accounts/AC123/Messages.json';
const OPTIONS = {
  ...{ url: API, accountSid: 'AC123', authToken: 'a-token', from: '+15005550006' },
  timeoutMs: 300,
};
const message = { to: '+5521998765432', text: 'Your code is 012345' };
const send = (options = OPTIONS) => createTwilioSender(options).send(message);

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
  nock.abortPendingRequests();
  nock.cleanAll();
});
afterAll(() => nock.restore());

test('a message goes out as Twilio asks for it', async () => {
  const call = nock(API)
    .post(PATH, { To: message.to, From: OPTIONS.from, Body: message.text })
    .basicAuth({ user: 'AC123', pass: 'a-token' })
    .reply(201, { sid: 'SM1', status: 'queued' });
  await send();
  expect(call.isDone()).toBe(true);
});

test('a messaging service is named as one', async () => {
  const call = nock(API)
    .post(PATH, { To: message.to, MessagingServiceSid: 'MG9', Body: message.text })
    .reply(201, {});
  await send({ ...OPTIONS, from: 'MG9' });
  expect(call.isDone()).toBe(true);
});

test.each([
  [400, { code: 21211 }, 'invalid'],
  [400, { code: 21614 }, 'invalid'],
  [400, { code: 21606 }, 'internal'],
  [401, { code: 20003 }, 'internal'],
  [404, '<html>', 'internal'],
  [429, { code: 20429 }, 'unavailable'],
  [500, '', 'unavailable'],
  [503, '{"code":', 'unavailable'],
])('F-43 an answer of %i %j is %s', async (status, body, code) => {
  nock(API).post(PATH).reply(status, body);
  await expect(send()).rejects.toMatchObject({ code });
});

test('F-43 of an answer without end only the beginning is read', async () => {
  const message = 'x'.repeat(200_000);
  nock(API)
    .post(PATH)
    .reply(400, JSON.stringify({ message, code: 21211 }));
  await expect(send()).rejects.toMatchObject({ code: 'internal' });
});

test('F-43 a service that does not answer is given up in time, after one attempt', async () => {
  const call = nock(API).post(PATH).delay(2_000).reply(201, {});
  await expect(send()).rejects.toMatchObject({ code: 'unavailable' });
  expect(call.isDone()).toBe(true);
  expect(nock.pendingMocks()).toEqual([]);
});

test('credentials do not follow a redirect', async () => {
  nock(API).post(PATH).reply(302, '', { Location: 'https://elsewhere.example/' });
  await expect(send()).rejects.toMatchObject({ code: 'unavailable' });
});

test('an error says neither the number nor the words nor the token', async () => {
  nock(API)
    .post(PATH)
    .reply(400, { code: 21211, message: `${message.to} is not valid` });
  const thrown: unknown = await send().catch((error: unknown) => error);
  expect(String(thrown) + JSON.stringify(thrown)).not.toMatch(/5521998|012345|a-token/);
});
