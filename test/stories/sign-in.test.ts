import { askCode } from '../support/codes';
import { startPortal, type RunningPortal } from '../support/start-portal';

const OWNER = 'owner@lojaazul.example';

describe('a merchant signs in with a code sent by e-mail', () => {
  let portal: RunningPortal;
  beforeAll(async () => void (portal = await startPortal()));
  afterAll(() => portal.stop());

  const askForCode = async (email: string, visitor = portal.visitor()) => ({
    visitor,
    page: await askCode(visitor, email),
  });

  test('the code opens the panel, and signing out closes it', async () => {
    const { visitor, page } = await askForCode(OWNER);
    const panel = await page.form('Confirm').fill('Access code', portal.newestCode(OWNER)).submit();
    expect(panel.url.pathname).toBe('/tickets');
    expect(panel.text).toContain('Send a request');

    const out = await panel.form('Sign out').submit();
    expect(out.url.pathname).toBe('/sign-in');
    expect((await visitor.open('/tickets')).url.pathname).toBe('/sign-in');
  });

  test('only the ways in that are configured are offered', async () => {
    const page = await portal.visitor().open('/sign-in?locale=en');
    expect(page.text).toContain('Access by token, sent by e-mail');
    expect(page.text).not.toMatch(/Google|Facebook/i);
  });

  test('a form without its token is not taken', async () => {
    const visitor = portal.visitor();
    await visitor.open('/sign-in');
    const body = new URLSearchParams({ email: OWNER });
    const answer = await visitor.request('/sign-in/code', { method: 'POST', body });
    expect(answer.status).toBe(403);
  });

  test('a form from another site is not taken', async () => {
    const visitor = portal.visitor({
      'sec-fetch-site': 'cross-site',
      origin: 'https://evil.example',
    });
    const page = await visitor.open('/sign-in?locale=en');
    const answer = await page.form('Send').fill('E-mail', OWNER).submit();
    expect(answer.status).toBe(403);
  });

  test('the session id changes at the door', async () => {
    const visitor = portal.visitor();
    await askForCode('owner@modaverde.example', visitor);
    const before = [...visitor.cookies.values()];
    const page = await visitor.open('/sign-in/code');
    const code = portal.newestCode('owner@modaverde.example');
    await page.form('Confirm').fill('Access code', code).submit();
    const session = [...visitor.cookies].find(([name]) => /session/i.test(name));
    expect(session).toBeDefined();
    expect(before).not.toContain(session?.[1]);
  });

  test('after signing in the visitor arrives where they wanted to go, never elsewhere', async () => {
    const visitor = portal.visitor();
    await visitor.open('/tickets?scope=all&locale=en');
    const { page } = await askForCode(OWNER, visitor);
    const panel = await page.form('Confirm').fill('Access code', portal.newestCode(OWNER)).submit();
    expect(panel.url.origin).toBe(portal.origin);
    expect(panel.url.pathname).toBe('/tickets');
    expect(panel.url.searchParams.get('scope')).toBe('all');
  });
});
