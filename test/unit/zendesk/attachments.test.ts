import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import nock from 'nock';
import { aZendesk, leaveNothingBehind, OAUTH, ORIGIN } from './a-zendesk';

const FILE = `${ORIGIN}/attachments/token/abc/?name=invoice.pdf`;
const ELSEWHERE = 'https://p1.zdusercontent.com';
let server: Server | undefined;

async function listening(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((ready) => server?.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
function giveFile() {
  return nock(ORIGIN, { reqheaders: { authorization: /^Basic / } })
    .get('/attachments/token/abc/')
    .query(true);
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

test('a file at Zendesk is fetched with our token and streamed with its type and size', async () => {
  giveFile().reply(200, 'PDF', { 'content-type': 'application/pdf', 'content-length': '3' });
  const opened = await aZendesk().attachments.open(FILE);
  expect(opened).toMatchObject({ contentType: 'application/pdf', size: 3 });
  expect(await text(opened.stream)).toBe('PDF');
});

test('a redirect to the file host is followed without our token', async () => {
  giveFile().reply(302, '', { location: `${ELSEWHERE}/a?sig=1` });
  nock(ELSEWHERE, { badheaders: ['authorization'] })
    .get('/a?sig=1')
    .reply(200, 'PDF');
  const opened = await aZendesk().attachments.open(FILE);
  expect(await text(opened.stream)).toBe('PDF');
  expect(opened.size).toBeNull();
});

test.each([
  ['another host', 'https://evil.test/a'],
  ['the metadata service', 'http://169.254.169.254/latest'],
  ['this machine', 'http://127.0.0.1:1/'],
  ['plain http', 'http://p1.zdusercontent.com/a'],
  ['a look-alike', 'https://p1.zdusercontent.com.evil.test/a'],
  ['a glued look-alike', 'https://evilzdusercontent.com/a'],
  ['another port', 'https://p1.zdusercontent.com:8443/a'],
  ['a user in the address', 'https://acme.zendesk.com@p1.zdusercontent.com/a'],
  ['a file', 'file:///etc/passwd'],
  ['inline data', 'data:text/plain,hi'],
])('a redirect to %s is not followed', async (_, location) => {
  giveFile().reply(302, '', { location });
  await expect(aZendesk().attachments.open(FILE)).rejects.toMatchObject({
    code: 'unavailable',
    details: { reason: 'host_not_allowed' },
  });
});

test.each([
  'https://evil.test/a',
  'not an address',
  'http://acme.zendesk.com/attachments/token/abc/',
])('an address like %s is not even asked', async (url) => {
  await expect(aZendesk().attachments.open(url)).rejects.toMatchObject({
    details: { reason: 'host_not_allowed' },
  });
});

test.each([
  [3, 'fulfilled'],
  [4, 'rejected'],
])('%i redirects are %s', async (redirects, fate) => {
  for (let step = 0; step < redirects; step += 1) {
    nock(ELSEWHERE)
      .get(`/${step}`)
      .reply(302, '', { location: `/${step + 1}` });
  }
  if (fate === 'fulfilled') nock(ELSEWHERE).get('/3').reply(200, 'PDF');
  const [outcome] = await Promise.allSettled([aZendesk().attachments.open(`${ELSEWHERE}/0`)]);
  expect(outcome.status).toBe(fate);
});

test('a redirect to nowhere is no file', async () => {
  giveFile().reply(302, '');
  await expect(aZendesk().attachments.open(FILE)).rejects.toMatchObject({
    details: { reason: 'no_location' },
  });
});

test('a file that is gone is not found, here or at the file host', async () => {
  const { attachments } = aZendesk();
  giveFile().reply(404, {});
  await expect(attachments.open(FILE)).rejects.toMatchObject({ code: 'not_found' });
  nock(ELSEWHERE).get('/a').reply(404, '');
  await expect(attachments.open(`${ELSEWHERE}/a`)).rejects.toMatchObject({ code: 'not_found' });
});

test('a refusal by the file host says nothing about our token', async () => {
  nock(ELSEWHERE).get('/a').reply(403, '');
  await expect(aZendesk().attachments.open(`${ELSEWHERE}/a`)).rejects.toMatchObject({
    code: 'unavailable',
  });
});

test('when the token has ended, the file is asked for once more with a fresh one', async () => {
  for (const [token, status] of [
    ['first', 401],
    ['second', 200],
  ] as const) {
    nock(ORIGIN).post('/oauth/tokens').reply(201, { access_token: token });
    nock(ORIGIN, { reqheaders: { authorization: `Bearer ${token}` } })
      .get('/attachments/token/abc/')
      .query(true)
      .reply(status, 'PDF');
  }
  const opened = await aZendesk({ auth: OAUTH }).attachments.open(FILE);
  expect(await text(opened.stream)).toBe('PDF');
});

test('a Zendesk on this machine may redirect on this machine, without our token', async () => {
  let foreign = '';
  const seen: (string | undefined)[] = [];
  const url = await listening((request, response) => {
    seen.push(request.headers.authorization);
    if (request.url === '/file') response.end('PDF');
    else response.writeHead(302, { location: foreign }).end();
  });
  foreign = `${url.replace('127.0.0.1', 'localhost')}/file`;
  nock.enableNetConnect(/127\.0\.0\.1|localhost/);
  const opened = await aZendesk({ url }).attachments.open(`${url}/attachments/1`);
  expect(await text(opened.stream)).toBe('PDF');
  expect(seen).toEqual([expect.stringMatching(/^Basic /), undefined]);
});

test('a file that stops flowing ends with an error', async () => {
  const url = await listening((_, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('PDF', () => setTimeout(() => response.destroy(), 20));
  });
  const opened = await aZendesk({ url }).attachments.open(`${url}/file`);
  await expect(text(opened.stream)).rejects.toThrow();
});

test('a file that does not begin to flow in time is given up', async () => {
  const url = await listening(() => undefined);
  await expect(
    aZendesk({ url, timeoutMs: 200 }).attachments.open(`${url}/file`),
  ).rejects.toMatchObject({ code: 'unavailable', details: { reason: 'TimeoutError' } });
});
