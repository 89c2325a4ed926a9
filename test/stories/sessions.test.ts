import { choosePassword } from '../support/a-second-step';
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

  test('T-46 is a cookie that scripts and other sites cannot use and that ends with the browser', async () => {
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

  test('T-48 ends after twelve hours without a visit', async () => {
    const [idle, active] = [await portal.signIn(OWNER), await portal.signIn(OWNER)];
    hours = 11.9;
    expect(await arrivesAt(active)).toBe('/tickets');
    hours = 12.1;
    expect(await arrivesAt(idle)).toBe('/sign-in');
    expect(await arrivesAt(active)).toBe('/tickets');
  });

  test('T-48 ends after a day however busy it was', async () => {
    const visitor = await portal.signIn(OWNER);
    for (hours = 4; hours < 24; hours += 4) {
      expect(await arrivesAt(visitor)).toBe('/tickets');
    }
    hours = 23.9;
    expect(await arrivesAt(visitor)).toBe('/tickets');
    hours = 24.1;
    expect(await arrivesAt(visitor)).toBe('/sign-in');
  });

  test('T-48 a page that looks for news by itself does not keep it alive', async () => {
    const [watching, reading] = [await portal.signIn(OWNER), await portal.signIn(OWNER)];
    const poll = (destination: string, headers = {}) =>
      watching.request('/tickets', { headers: { 'sec-fetch-dest': destination, ...headers } });
    for (hours = 0.5; hours < 12; hours += 1) {
      expect((await poll('empty')).status).toBe(200);
      expect((await poll('image')).status).toBe(200);
      expect((await poll('document', { 'sec-purpose': 'prefetch' })).status).toBe(200);
      await reading.request('/tickets', { headers: { 'sec-fetch-dest': 'document' } });
    }
    hours = 12.1;
    expect(await arrivesAt(reading)).toBe('/tickets');
    expect(await arrivesAt(watching)).toBe('/sign-in');
  });

  test('T-47 one that is over cannot be replayed at any of the processes, and each says 401', async () => {
    const beside = await startPortal({
      beside: portal,
      now: () => new Date(Date.now() + (today * 48 + hours) * HOUR),
    });
    const replay = (cookie: string) =>
      Promise.all(
        [portal, beside].map(async ({ origin }) => {
          const headers = { cookie, accept: 'application/json' };
          return (await fetch(`${origin}/tickets`, { headers, redirect: 'manual' })).status;
        }),
      );
    try {
      const left = await portal.signIn(OWNER);
      const stolen = cookieOf(left);
      // The page, which is what a browser that still showed it would ask for, is not 401.
      expect(await replay(stolen)).not.toContain(401);
      await (await left.open('/tickets')).form('Sign out').submit();
      expect([...left.cookies.keys()]).not.toContain('session');
      expect(await replay(stolen)).toEqual([401, 401]);

      const expired = cookieOf(await portal.signIn(OWNER));
      hours = 12.1;
      expect(await replay(expired)).toEqual([401, 401]);
      hours = 0;

      const elsewhere = cookieOf(await portal.signIn(OWNER));
      const here = await portal.signIn(OWNER);
      await choosePassword(here);
      expect(await replay(elsewhere)).toEqual([401, 401]);
      expect(await replay(cookieOf(here))).not.toContain(401);

      const removed = cookieOf(await portal.signIn('newcomer@example.com'));
      await askDatabase(
        portal.databaseUrl,
        `delete from people where email = 'newcomer@example.com'`,
      );
      expect(await replay(removed)).toEqual([401, 401]);
    } finally {
      await beside.stop();
    }
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

test('T-46 behind https the cookie is bound to the host and never travels in the clear', async () => {
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
