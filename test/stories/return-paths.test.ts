import { theirs } from '../support/hostile-addresses';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Visitor } from '../support/visitor';

const OWNER = 'owner@lojaazul.example';
const DAY = 24 * 3_600_000;

describe('T-53 a person is never sent to another site', () => {
  let portal: RunningPortal;
  let days = 0; // an address is sent only so many codes a day
  beforeAll(async () => {
    portal = await startPortal({ now: () => new Date(Date.now() + days * 1.1 * DAY) });
  });
  afterAll(() => portal.stop());

  /** What a browser makes of a redirect from an address of ours. */
  const leads = (answer: Response, from: string) =>
    new URL(answer.headers.get('location') ?? '', new URL(from, portal.origin));
  const csrfIn = async (visitor: Visitor, path: string) =>
    (await visitor.open(path)).root.querySelector('input[name=csrf]')?.getAttribute('value') ?? '';

  const confirmCode = async (visitor: Visitor): Promise<URL> => {
    const page = await visitor.open('/sign-in?locale=en');
    const asked = await page.form('Send').fill('E-mail', OWNER).submit();
    const form = asked.form('Confirm').fill('Access code', portal.newestCode(OWNER));
    const body = new URLSearchParams({
      csrf: form.element.querySelector('input')?.getAttribute('value') ?? '',
      code: portal.newestCode(OWNER),
    });
    const path = '/sign-in/code/confirmation';
    return leads(await visitor.request(path, { method: 'POST', body }), path);
  };

  test('when the page they wanted is remembered', async () => {
    for (const payload of theirs) {
      days += 1;
      const visitor = portal.visitor();
      // As the address itself, and in the places where sites like to carry it.
      const asPath = `/${encodeURI(payload).replace(/^\/*/, '')}`;
      for (const path of [asPath, `/${payload}`, `/tickets/${payload}`]) {
        await visitor.request(path).catch(() => undefined); // some of them no client can send
      }
      const query = encodeURIComponent(payload);
      for (const name of ['returnTo', 'return', 'return_to', 'next', 'url']) {
        const { status } = await visitor.request(`/sign-in?${name}=${query}`);
        expect(status).toBe(200);
      }
      const remembered = decodeURIComponent(visitor.cookies.get('return') ?? '');
      const kept = new URL(remembered, portal.origin);
      expect([payload, kept.origin]).toEqual([payload, portal.origin]);
      expect(kept.pathname).toMatch(/^\/((tickets|account)(\/[\w-]+)*)?$/);
    }
  });

  test('when it is used at the end of signing in, whoever planted it', async () => {
    for (const payload of theirs) {
      days += 1;
      const value = encodeURIComponent(payload);
      const visitor = portal.visitor();
      visitor.plant('return', value);
      const arrived = await confirmCode(visitor);
      expect([payload, arrived.href]).toEqual([payload, `${portal.origin}/tickets`]);
    }
  }, 120_000);

  test('when it is used after a fresh proof, and by the form of languages', async () => {
    days += 1;
    const visitor = await portal.signIn(OWNER);
    const csrf = await csrfIn(visitor, '/account');
    for (const payload of theirs) {
      const body = new URLSearchParams({ csrf, locale: 'en', return: payload });
      const changed = leads(
        await visitor.request('/language', { method: 'POST', body }),
        '/language',
      );
      expect([payload, changed.href]).toEqual([payload, `${portal.origin}/tickets`]);

      const cookie = `session=${visitor.cookies.get('session')}; return=${encodeURIComponent(payload)}`;
      const proved = await fetch(`${portal.origin}/account/proof`, {
        headers: { cookie },
        redirect: 'manual',
      });
      expect([payload, leads(proved, '/account/proof').href]).toEqual([
        payload,
        `${portal.origin}/account`,
      ]);
    }
  });

  test.each(['/account', '/account/proof', '/tickets?scope=all', '/tickets/1042'])(
    'our own page %s is where they arrive',
    async (path) => {
      days += 1;
      const visitor = portal.visitor();
      expect((await visitor.open(`${path}${path.includes('?') ? '&' : '?'}locale=en`)).path).toBe(
        '/sign-in',
      );
      expect(await confirmCode(visitor)).toMatchObject({ href: portal.origin + path });
    },
  );
});
