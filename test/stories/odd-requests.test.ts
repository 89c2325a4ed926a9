import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { askDatabase } from '../support/ask-database';
import { addressOf } from '../support/routes-of';
import { startPortal, type RunningPortal } from '../support/start-portal';

const OWNER = 'owner@lojaazul.example';
const VERBS = ['TRACE', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'PURGE', 'M-SEARCH'];

const CHUNKED = 'Transfer-Encoding: chunked';

describe('a request that no browser of ours would send', () => {
  let portal: RunningPortal;
  beforeAll(async () => void (portal = await startPortal()));
  afterAll(() => portal.stop());

  test.each(VERBS)('T-55 the verb %s is refused everywhere', async (method) => {
    const visitor = await portal.signIn(VERBS.indexOf(method) < 4 ? OWNER : 'newcomer@example.com');
    const cookie = `session=${visitor.cookies.get('session')}`;
    for (const route of portal.routes()) {
      const path = addressOf(route);
      const answer = await ask(portal.origin + path, method, cookie);
      expect(answer).toMatchObject({ path, status: 405 });
      expect(answer.allow).toMatch(/GET|POST/);
      expect(answer.body).not.toContain(cookie);
    }
  });

  test.each(['CONNECT', 'FOO', 'get', 'GET\u00a0'])(
    'T-55 what is no verb at all: %j',
    async (verb) => {
      const { status, rest } = await say(`${verb} /tickets HTTP/1.1\r\nHost: x\r\n\r\n`);
      expect([400, null]).toContain(status); // CONNECT is hung up on without a word
      expect(rest).toBe('');
    },
  );

  test('T-55 a header cannot make one verb of another', async () => {
    const visitor = await portal.signIn('finance@lojaazul.example');
    for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
      const away = await visitor.request('/sign-out', { headers: { [name]: 'POST' } });
      expect(away.status).toBe(405);
      const still = await visitor.request('/tickets', { headers: { [name]: 'DELETE' } });
      expect(still.status).toBe(200);
    }
  });

  test.each<[what: string, head: string[], body: string]>([
    ['a length and chunks', ['Content-Length: 4', CHUNKED], '0\r\n\r\nGET /smuggled'],
    ['chunks and a length', [CHUNKED, 'Content-Length: 4'], '0\r\n\r\nGET /smuggled'],
    ['two lengths', ['Content-Length: 0', 'Content-Length: 13'], 'GET /smuggled'],
    ['two lengths in one', ['Content-Length: 0, 13'], 'GET /smuggled'],
    ['a length with a sign', ['Content-Length: +13'], 'GET /smuggled'],
    ['a length in hexadecimal', ['Content-Length: 0xd'], 'GET /smuggled'],
    ['another coding', ['Transfer-Encoding: xchunked'], '0\r\n\r\nGET /smuggled'],
    ['chunks, then nothing', ['Transfer-Encoding: chunked, identity'], '0\r\n\r\nGET /smuggled'],
    ['two codings', [CHUNKED, 'Transfer-Encoding: identity'], '0\r\n\r\nGET /smuggled'],
    ['a space before the colon', ['Transfer-Encoding : chunked'], '0\r\n\r\nGET /smuggled'],
    ['a folded line', ['X-Note: a', ' Content-Length: 13'], 'GET /smuggled'],
    ['a folded coding', ['Transfer-Encoding:', ' chunked'], '0\r\n\r\nGET /smuggled'],
    ['a bare return', ['X-Note: a\rContent-Length: 13'], 'GET /smuggled'],
    ['a NUL', ['X-Note: a\0b'], 'GET /smuggled'],
    ['a chunk size with a prefix', [CHUNKED], '0xd\r\nGET /smuggled\r\n0\r\n\r\n'],
    ['a negative chunk', [CHUNKED], '-1\r\nGET /smuggled\r\n0\r\n\r\n'],
    ['a chunk line that ends early', [CHUNKED], 'd;a\nGET /smuggled\r\n0\r\n\r\n'],
  ])(
    'T-57 a body of doubtful length is refused and the line closed: %s',
    async (_what, head, body) => {
      const lines = ['POST /sign-in/code HTTP/1.1', 'Host: x', ...head];
      const { status, rest } = await say(
        `${lines.join('\r\n')}\r\n\r\n${body} HTTP/1.1\r\nHost: x\r\n\r\n`,
      );
      expect(status).toBe(400);
      expect(rest).toBe('');
    },
  );

  test('T-57 lines that end without a return are refused', async () => {
    expect(await say('GET /tickets HTTP/1.1\nHost: x\n\n')).toEqual({ status: 400, rest: '' });
  });

  test('T-57 an extension of a chunk is passed over, and hides no second request', async () => {
    const chunk = '5;note="\\r\\n0\\r\\n\\r\\nGET /smuggled"\r\nemail\r\n0\r\n\r\n';
    const head = `POST /sign-in/code HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${CHUNKED}\r\n\r\n`;
    const { status, rest } = await say(head + chunk);
    expect(status).toBe(415);
    expect(rest).toBe('');
    const endless = `5;${'a'.repeat(20_000)}\r\nemail\r\n0\r\n\r\n`;
    expect((await say(head + endless)).status).toBe(413);
  });

  test('T-57 an address with a host of its own leads nowhere else', async () => {
    const { head } = await say(
      'GET http://evil.example/tickets HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    );
    expect(head).toMatch(/^HTTP\/1\.1 303 /);
    expect(head).toMatch(/^location: \/sign-in\r?$/im);
    expect(head).not.toContain('evil.example');
  });

  test.each([
    ['behind no proxy', 0, '127.0.0.1'],
    ['behind one proxy', 1, '203.0.113.7'],
  ])('T-56 %s, a header that says where it comes from', async (_where, trustProxy, believed) => {
    const other = await startPortal({ http: { trustProxy } });
    try {
      const visitor = await other.signIn(OWNER, {
        'x-forwarded-for': '198.51.100.1, 203.0.113.7',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        forwarded: 'for=192.0.2.60;proto=https;host=evil.example',
        'x-real-ip': '192.0.2.61',
        'client-ip': '192.0.2.62',
      });
      const page = await visitor.open('/account');
      const addresses = [...page.text.matchAll(/IP address ([\d.]+)/g)].map(([, ip]) => ip);
      expect(new Set(addresses)).toEqual(new Set([believed]));
      expect(page.html).not.toMatch(/evil\.example|192\.0\.2|198\.51\.100/);
      const rows = await askDatabase<{ address: string }>(
        other.databaseUrl,
        'select address from sign_in_log union select address from known_browsers',
      );
      expect(rows).toEqual([{ address: believed }]);
      const mail = other
        .mails(OWNER)
        .map(({ text }) => text)
        .join();
      expect(mail).not.toContain('evil.example');
    } finally {
      await other.stop();
    }
  });

  /** Says something over a line of its own. @returns the status, the head, and what came after one answer */
  function say(text: string): Promise<{ status: number | null; head?: string; rest: string }> {
    return new Promise((resolve, reject) => {
      let heard = '';
      const socket = connect(Number(new URL(portal.origin).port), '127.0.0.1', () =>
        socket.write(text),
      );
      socket.setEncoding('utf8').on('data', (part: string) => (heard += part));
      socket.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
      });
      // The portal ends it: that the line is closed is part of what is asked.
      socket.on('close', () => {
        const status = Number(/^HTTP\/1\.1 (\d+)/.exec(heard)?.[1] ?? NaN);
        const second = heard.indexOf('HTTP/1.1', 1);
        const answer = { status: Number.isNaN(status) ? null : status };
        const rest = second < 0 ? '' : heard.slice(second);
        const [head = ''] = heard.split('\r\n\r\n', 1);
        resolve(status === 400 ? { ...answer, rest } : { ...answer, head, rest });
      });
    });
  }
});

/** For verbs that `fetch` refuses to send. */
function ask(url: string, method: string, cookie: string) {
  return new Promise<{ path: string; status?: number; allow?: string; body: string }>(
    (resolve, reject) => {
      const request = httpRequest(url, { method, headers: { cookie } }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (part: string) => (body += part));
        response.on('end', () => {
          const { statusCode: status, headers } = response;
          resolve({ path: new URL(url).pathname, status, allow: headers.allow, body });
        });
      });
      request.on('error', reject).end();
    },
  );
}
