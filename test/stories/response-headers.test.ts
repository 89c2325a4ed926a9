import { askDatabase } from '../support/ask-database';
import { addressOf } from '../support/routes-of';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Visitor } from '../support/visitor';

const OWNER = 'owner@lojaazul.example';
const PUBLIC = new URL('https://support.merchants.test');
const BEHIND_PROXY = { 'x-forwarded-proto': 'https', origin: PUBLIC.origin };

/** What every answer tells the browser, whatever it is. */
const ALWAYS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'upgrade-insecure-requests',
  ].join(';'),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
};

describe('what every answer tells the browser', () => {
  let portal: RunningPortal;
  let visitor: Visitor;
  beforeAll(async () => {
    portal = await startPortal({
      http: { publicUrl: PUBLIC, trustProxy: 1, secureCookies: true },
    });
    visitor = await portal.signIn(OWNER, BEHIND_PROXY);
  });
  afterAll(() => portal.stop());

  const told = ({ headers }: Response) =>
    Object.fromEntries(Object.keys(ALWAYS).map((name) => [name, headers.get(name)]));

  /** @returns the answers that lack something, each by its address */
  const lacking = (answers: readonly [what: string, Response][]) =>
    answers.flatMap(([what, answer]) => {
      const isKept = answer.headers.get('cache-control') === 'no-store';
      const asked = answer.headers.get('permissions-policy') ?? '';
      const allOff = asked.split(', ').every((part) => /^[a-z-]+=\(\)$/.test(part));
      const isWhole = JSON.stringify(told(answer)) === JSON.stringify(ALWAYS);
      const isSilent = !answer.headers.has('x-powered-by') && !answer.headers.has('server');
      return isKept && allOff && asked.includes('camera') && isWhole && isSilent
        ? []
        : [`${what} ${answer.status} ${answer.headers.get('cache-control')}`];
    });

  test('T-51 every route, for whoever is signed in and for strangers, by GET and by POST', async () => {
    const stranger = portal.visitor(BEHIND_PROXY);
    const answers: [string, Response][] = [];
    for (const route of portal.routes()) {
      for (const method of ['GET', 'HEAD', 'POST']) {
        const path = addressOf(route);
        for (const who of [visitor, stranger]) {
          answers.push([`${method} ${path}`, await who.request(path, { method })]);
        }
      }
    }
    const statuses = new Set(answers.map(([, { status }]) => status));
    expect([...statuses]).toEqual(expect.arrayContaining([200, 303, 401, 404, 405, 415]));
    expect(lacking(answers)).toEqual([]);
  });

  test('T-51 an address that does not exist, one that cannot be read, and a fault of ours', async () => {
    await askDatabase(portal.databaseUrl, 'alter table tickets rename to mislaid');
    const paths = [
      '/no/such/page',
      '/tickets/%E0%A4',
      '/tickets?id[]=1',
      '/assets/none.css',
      '/tickets',
    ];
    const answers: [string, Response][] = [];
    for (const path of paths) answers.push([path, await visitor.request(path)]);
    await askDatabase(portal.databaseUrl, 'alter table mislaid rename to tickets');
    expect(answers.map(([, { status }]) => status)).toEqual([404, 400, 400, 404, 500]);
    expect(lacking(answers)).toEqual([]);
  });

  test('T-51 files that never change may be kept, and say the rest all the same', async () => {
    const page = await visitor.open('/tickets');
    const files = ['link[rel=stylesheet]', 'link[rel=icon]', 'script'].map((selector) => {
      const element = page.root.querySelector(selector);
      return element?.getAttribute('href') ?? element?.getAttribute('src') ?? '';
    });
    for (const path of files) {
      const answer = await visitor.request(path);
      expect(answer.status).toBe(200);
      expect(told(answer)).toEqual(ALWAYS);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(answer.headers.has('x-powered-by')).toBe(false);
    }
  });

  test('T-52 what is shown to one person is kept by no cache, and signing out empties the browser', async () => {
    const leaving = await portal.signIn('finance@lojaazul.example', BEHIND_PROXY);
    const page = await leaving.open('/tickets');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const form = page.form('Sign out');
    const csrf = form.element.querySelector('input')?.getAttribute('value') ?? '';
    const body = new URLSearchParams({ csrf });
    const out = await leaving.request('/sign-out', { method: 'POST', body });
    expect(out.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect(lacking([['/sign-out', out]])).toEqual([]);
  });

  test.each(['null', 'https://evil.example', 'https://sub.support.merchants.test', PUBLIC.origin])(
    'T-54 no page of another origin may read an answer: %s',
    async (origin) => {
      const asked = {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      };
      for (const route of portal.routes()) {
        for (const method of ['OPTIONS', 'GET', 'POST']) {
          const answer = await visitor.request(addressOf(route), { method, headers: asked });
          const shared = [...answer.headers.keys()].filter((name) => /^access-control-/.test(name));
          expect([route.path, ...shared]).toEqual([route.path]);
        }
      }
    },
  );
});

test('on a loopback http address nothing tells the browser to go to https', async () => {
  const portal = await startPortal();
  try {
    const { headers } = await fetch(`${portal.origin}/sign-in`);
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
  } finally {
    await portal.stop();
  }
});
