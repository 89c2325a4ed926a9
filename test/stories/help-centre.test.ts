import { createHmac } from 'node:crypto';
import { theirs } from '../support/hostile-addresses';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Page } from '../support/visitor';

const OWNER = 'owner@lojaazul.example';
const SECRET = 'a-secret-shared-with-the-help-centre';

describe('a person goes over to the help centre', () => {
  let portal: RunningPortal;
  const today = new Date('2026-11-27T12:00:00.900Z');
  beforeAll(async () => void (portal = await startPortal({ ssoSecret: SECRET, now: () => today })));
  afterAll(() => portal.stop());

  const fieldsOf = (page: Page): Record<string, string | undefined> =>
    Object.fromEntries(
      page
        .form('Continue to the help centre')
        .element.querySelectorAll('input')
        .map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value')]),
    );
  const claimsOf = (page: Page) => {
    const [head = '', body = '', seal] = String(fieldsOf(page)['jwt']).split('.');
    const read = (part: string) =>
      JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
    const expected = createHmac('sha256', SECRET).update(`${head}.${body}`).digest('base64url');
    expect(seal).toBe(expected);
    expect(read(head)).toEqual({ typ: 'JWT', alg: 'HS256' });
    return read(body);
  };

  test('the panel leads to a form that signs them in there, by our id, for this moment', async () => {
    const visitor = await portal.signIn(OWNER);
    const panel = await visitor.open('/tickets');
    const page = await visitor.open(panel.link('Help centre'));
    const form = page.form('Continue to the help centre').element;
    expect(form.getAttribute('method')).toBe('post');
    expect(form.getAttribute('action')).toBe(`${portal.zendesk.url}/access/jwt`);
    expect(Object.keys(fieldsOf(page))).toEqual(['jwt']);
    expect(claimsOf(page)).toEqual({
      iat: 1_795_780_800,
      jti: expect.stringMatching(/^[\w-]{22}$/) as string,
      external_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      email: OWNER,
      name: 'Olívia Azul',
    });
    expect(page.html).not.toContain(SECRET);
  });

  test('each form is good once: no two carry the same name', async () => {
    const visitor = await portal.signIn(OWNER);
    const names = new Set<unknown>();
    for (let time = 0; time < 5; time += 1) {
      names.add(claimsOf(await visitor.open('/help-centre'))['jti']);
    }
    expect(names.size).toBe(5);
  });

  test('that page alone may post to the help centre, and nowhere else', async () => {
    const visitor = await portal.signIn(OWNER);
    const policy = async (path: string) =>
      /form-action [^;]*/.exec(
        (await visitor.request(path)).headers.get('content-security-policy') ?? '',
      )?.[0];
    expect(await policy('/help-centre')).toBe(`form-action 'self' ${portal.zendesk.url}`);
    expect(await policy('/tickets')).toBe("form-action 'self'");
    const kept = (await visitor.request('/help-centre')).headers.get('cache-control');
    expect(kept).toBe('no-store');
  });

  test('T-53 a page of the help centre is kept, any other address is left out', async () => {
    const visitor = await portal.signIn('finance@lojaazul.example');
    const returnTo = async (address: string) =>
      fieldsOf(await visitor.open(`/help-centre?return_to=${encodeURIComponent(address)}`))[
        'return_to'
      ];
    const article = `${portal.zendesk.url}/hc/en-us/articles/360?x=1`;
    expect(await returnTo(article)).toBe(article);
    const { host } = new URL(portal.zendesk.url);
    const near = ['@evil.example/', '.evil.example/', '\\@evil.example', '', ':80/'];
    for (const address of [
      ...theirs.filter((payload) => payload.length <= 2_000),
      ...near.map((end) => `http://${host}${end}`),
      `https://${host}/`,
      `${portal.zendesk.url}/\n//evil.example`,
    ]) {
      expect([address, await returnTo(address)]).toEqual([address, undefined]);
    }
  });

  test('whoever is not signed in signs in first and is brought back', async () => {
    const visitor = portal.visitor();
    expect((await visitor.open('/help-centre')).path).toBe('/sign-in');
    expect(visitor.cookies.get('return')).toBe(encodeURIComponent('/help-centre'));
  });
});

test('without a shared secret there is no such page, and nothing leads to it', async () => {
  const portal = await startPortal();
  try {
    const visitor = await portal.signIn(OWNER);
    expect((await visitor.open('/tickets')).html).not.toContain('help-centre');
    expect((await visitor.open('/help-centre')).status).toBe(404);
  } finally {
    await portal.stop();
  }
});
