import { request as httpRequest } from 'node:http';
import { createLog } from '../../src/log';
import { eventually } from '../support/eventually';
import { askDatabase } from '../support/ask-database';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Visitor } from '../support/visitor';

const OWNER = 'owner@lojaazul.example';
const HOUR = 3_600_000;

describe('a session', () => {
  let portal: RunningPortal;
  let today = 0;
  let hours = 0;
  beforeAll(async () => {
    portal = await startPortal({ now: () => new Date(Date.now() + (today * 48 + hours) * HOUR) });
  });
  beforeEach(() => void (today += 1)); // an address is sent only so many codes in a quarter of an hour
  afterAll(() => portal.stop());

  const arrivesAt = async (visitor: Visitor) => (await visitor.open('/tickets')).url.pathname;
  const cookieOf = (visitor: Visitor) => `session=${visitor.cookies.get('session')}`;

  test('is a cookie that scripts and other sites cannot use and that ends with the browser', async () => {
    const visitor = portal.visitor();
    const page = await visitor.open('/sign-in?locale=en');
    await page.form('Send').fill('E-mail', OWNER).submit();
    const answer = await visitor.request('/sign-in/code/confirmation', {
      method: 'POST',
      body: new URLSearchParams({
        csrf: hiddenValue(await visitor.open('/sign-in/code'), '/sign-in/code/confirmation'),
        code: portal.newestCode(OWNER),
      }),
    });
    const [session] = answer.headers.getSetCookie().filter((cookie) => /^session=/.test(cookie));
    expect(session).toMatch(/^session=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
    for (const cookie of answer.headers.getSetCookie()) {
      expect(cookie).toMatch(/; Path=\/;.*HttpOnly; SameSite=Lax/);
      expect(cookie).not.toMatch(/Domain/i);
    }
  });

  test('a visitor who only looks around has none', async () => {
    const visitor = portal.visitor();
    await visitor.open('/sign-in');
    await visitor.open('/tickets');
    expect([...visitor.cookies.keys()]).not.toContain('session');
  });

  afterEach(() => void (hours = 0));

  test('ends after twelve hours without a visit', async () => {
    const [idle, active] = [await portal.signIn(OWNER), await portal.signIn(OWNER)];
    hours = 11.9;
    expect(await arrivesAt(active)).toBe('/tickets');
    hours = 12.1;
    expect(await arrivesAt(idle)).toBe('/sign-in');
    expect(await arrivesAt(active)).toBe('/tickets');
  });

  test('ends after a day however busy it was', async () => {
    const visitor = await portal.signIn(OWNER);
    for (hours = 4; hours < 24; hours += 4) {
      expect(await arrivesAt(visitor)).toBe('/tickets');
    }
    hours = 23.9;
    expect(await arrivesAt(visitor)).toBe('/tickets');
    hours = 24.1;
    expect(await arrivesAt(visitor)).toBe('/sign-in');
  });

  test('that was signed out cannot be replayed, and the browser forgets its pages', async () => {
    const visitor = await portal.signIn(OWNER);
    const stolen = cookieOf(visitor);
    const replay = () =>
      fetch(`${portal.origin}/tickets`, { headers: { cookie: stolen }, redirect: 'manual' });
    expect((await replay()).status).toBe(200);

    const csrf = hiddenValue(await visitor.open('/tickets'), '/sign-out');
    const body = new URLSearchParams({ csrf });
    const out = await visitor.request('/sign-out', { method: 'POST', body });
    expect(out.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect([...visitor.cookies.keys()]).not.toContain('session');

    const replayed = await replay();
    expect(replayed.status).toBe(303);
    expect(replayed.headers.get('location')).toBe('/sign-in');
  });

  test("a cookie with somebody's own signature opens nothing", async () => {
    const visitor = await portal.signIn(OWNER);
    const [id = ''] = decodeURIComponent(cookieOf(visitor)).split('.');
    for (const forged of [id, `${id}.${'A'.repeat(43)}`, 'session=s%3Ax.y', 'session=%']) {
      const headers = { cookie: forged };
      const answer = await fetch(`${portal.origin}/tickets`, { headers, redirect: 'manual' });
      expect(answer.status).toBe(303);
    }
  });

  test.each(['TRACE', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'PURGE'])(
    'the verb %s is refused everywhere',
    async (method) => {
      const visitor = await portal.signIn(OWNER);
      for (const path of ['/', '/tickets', '/tickets/1', '/tickets/1/replies', '/sign-in']) {
        const answer = await ask(portal.origin + path, method, cookieOf(visitor));
        expect(answer).toMatchObject({ path, status: 405 });
        expect(answer.allow).toMatch(/GET|POST/);
        expect(answer.body).not.toContain(cookieOf(visitor));
      }
    },
  );

  test.each([
    ['en', 'en', 'Page not found'],
    ['pt', 'pt-BR', 'Página não encontrada'],
    ['es', 'es-MX', 'Página no encontrada'],
  ])(
    'a page that does not exist says so in the language of the visitor: %s',
    async (locale, tag) => {
      const page = await portal.visitor({ 'accept-language': tag }).open('/no/such/page');
      expect(page.status).toBe(404);
      expect(page.language).toBe(locale);
      expect(page.html).not.toMatch(/\bat .+:\d+:\d+|node_modules|Error:/);
    },
  );

  test.each(['http://localhost', 'http://127.0.0.1'])(
    'whoever typed %s can send forms, another site cannot',
    async (host) => {
      const { port } = new URL(portal.origin);
      const visitor = portal.visitor({ origin: `${host}:${port}` });
      const page = await visitor.open('/sign-in?locale=en');
      const email = 'stranger@nowhere.example';
      expect((await page.form('Send').fill('E-mail', email).submit()).status).toBe(200);

      for (const origin of [host, `${host}:1`, `https://localhost:${port}`, 'null']) {
        const elsewhere = portal.visitor({ origin });
        const form = (await elsewhere.open('/sign-in?locale=en')).form('Send');
        expect((await form.fill('E-mail', email).submit()).status).toBe(403);
      }
    },
  );
});

test('behind https the cookie is bound to the host and never travels in the clear', async () => {
  const publicUrl = new URL('https://support.merchants.test');
  const portal = await startPortal({ http: { publicUrl, trustProxy: 1, secureCookies: true } });
  try {
    const headers = { 'x-forwarded-proto': 'https', origin: publicUrl.origin };
    const visitor = await portal.signIn(OWNER, headers);
    expect([...visitor.cookies.keys()].sort()).toEqual([
      '__Host-browser',
      '__Host-locale',
      '__Host-session',
    ]);
    const page = await visitor.open('/tickets');
    expect(page.headers.get('strict-transport-security')).toContain('max-age=63072000');

    const asking = portal.visitor(headers);
    const answer = await asking.request('/tickets');
    const cookies = [...answer.headers.getSetCookie()];
    cookies.push(...(await asking.request('/sign-in?locale=en')).headers.getSetCookie());
    expect(cookies.length).toBeGreaterThan(1);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-\w+=[^;]*;.*Path=\/;.*HttpOnly; Secure; SameSite=Lax/);
      expect(cookie).not.toMatch(/Domain/i);
    }
    const loopback = portal.visitor({ ...headers, origin: portal.origin });
    const form = (await loopback.open('/sign-in?locale=en')).form('Send');
    expect((await form.fill('E-mail', OWNER).submit()).status).toBe(403);
  } finally {
    await portal.stop();
  }
});

describe('when something breaks that nobody foresaw', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'error', destination: { write: (line) => lines.push(line) } });
  let breakLog = false;
  let portal: RunningPortal;
  let visitor: Visitor;
  beforeAll(async () => {
    portal = await startPortal({
      log: {
        ...log,
        error: (fields, message) => {
          if (breakLog) throw new Error('canary of the log');
          log.error(fields, message);
        },
      },
    });
    visitor = await portal.signIn(OWNER);
    await askDatabase(portal.databaseUrl, 'alter table one_time_codes rename to mislaid');
  });
  afterAll(() => portal.stop());

  const askForCode = async (headers: Record<string, string>) => {
    const body = new URLSearchParams({
      csrf: hiddenValue(await visitor.open('/sign-in/code'), '/sign-out'),
      email: 'canary@nowhere.example',
    });
    return visitor.request('/sign-in/code', { method: 'POST', body, headers });
  };

  test('the page has a reference number that leads to the log, and no stack', async () => {
    const answer = await askForCode({ accept: 'text/html' });
    const page = await answer.text();
    const reference = answer.headers.get('x-request-id') ?? '';
    expect(answer.status).toBe(500);
    expect(page).toContain(reference);
    expect(page).not.toMatch(/one_time_codes|\bat .+:\d+:\d+|node_modules|canary/);
    expect(lines.filter((line) => line.includes(reference))).toEqual([
      expect.stringContaining('one_time_codes'),
    ]);
  });

  test('so does the answer to a script', async () => {
    const answer = await askForCode({ accept: 'application/json' });
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({
      error: { code: 'internal', reference: answer.headers.get('x-request-id') },
    });
    expect(text).not.toMatch(/one_time_codes|stack/);
  });

  test('even when telling about it breaks too, no stack is shown', async () => {
    const written = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    breakLog = true;
    try {
      const answer = await askForCode({ accept: 'text/html' });
      const page = await answer.text();
      expect(answer.status).toBe(500);
      expect(page).toContain('Internal Server Error');
      expect(page).not.toMatch(/canary|\bat .+:\d+:\d+/);
      await eventually(() => expect(written).toHaveBeenCalled());
    } finally {
      breakLog = false;
      written.mockRestore();
    }
  });
});

function hiddenValue(page: { root: Visited }, action: string): string {
  const field = page.root.querySelector(`form[action="${action}"] input[name="csrf"]`);
  return field?.getAttribute('value') ?? '';
}
type Visited = {
  querySelector(selector: string): { getAttribute(name: string): string | undefined } | null;
};

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
