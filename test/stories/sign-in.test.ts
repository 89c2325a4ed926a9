import { startPortal, type RunningPortal } from '../support/start-portal';

const OWNER = 'owner@lojaazul.example';

describe('a merchant signs in with a code sent by e-mail', () => {
  let portal: RunningPortal;
  beforeAll(async () => void (portal = await startPortal()));
  afterAll(() => portal.stop());

  const askForCode = async (email: string, visitor = portal.visitor()) => {
    const page = await visitor.open('/sign-in?locale=en');
    return { visitor, page: await page.form('Send').fill('E-mail', email).submit() };
  };

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
    expect(page.text).not.toMatch(/Google|Facebook|password/i);
  });

  test('an address nobody knows gets the same answer and no mail', async () => {
    const known = await askForCode('finance@lojaazul.example');
    const unknown = await askForCode('stranger@nowhere.example');
    expect(unknown.page.status).toBe(known.page.status);
    expect(unknown.page.path).toBe(known.page.path);
    expect(unknown.page.text).toBe(known.page.text);
    expect(portal.mails('stranger@nowhere.example')).toHaveLength(0);
    expect(portal.mails('finance@lojaazul.example')).toHaveLength(1);
  });

  test('a code works once', async () => {
    const { page } = await askForCode(OWNER);
    const code = portal.newestCode(OWNER);
    const tries = await Promise.all(
      Array.from({ length: 4 }, () => page.form('Confirm').fill('Access code', code).submit()),
    );
    expect(tries.filter((result) => result.url.pathname === '/tickets')).toHaveLength(1);
  });

  test('a code works only in the browser that asked for it', async () => {
    const elsewhere = await askForCode('stranger@nowhere.example');
    await askForCode('owner@modaverde.example');
    const stolen = portal.newestCode('owner@modaverde.example');
    const refused = await elsewhere.page.form('Confirm').fill('Access code', stolen).submit();
    expect(refused.status).toBe(422);
    expect((await elsewhere.visitor.open('/tickets')).url.pathname).toBe('/sign-in');
  });

  test('after five wrong codes the right one no longer helps', async () => {
    const { page } = await askForCode('newcomer@example.com');
    const right = portal.newestCode('newcomer@example.com');
    const wrong = right === '000000' ? '111111' : '000000';
    for (let guess = 0; guess < 5; guess += 1) {
      const refused = await page.form('Confirm').fill('Access code', wrong).submit();
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('The access code is incorrect');
    }
    const late = await page.form('Confirm').fill('Access code', right).submit();
    expect(late.status).toBe(422);
    expect(late.text).toContain('no longer valid');
  });

  test('something that is no address is refused and stays in the field', async () => {
    for (const address of [
      'two@a.example,b@b.example',
      'no-address',
      `a@b.example\r\nBcc: x@y.example`,
    ]) {
      const { page } = await askForCode(address);
      expect(page.status).toBe(422);
      expect(page.text).toContain('Sign in with a valid e-mail');
    }
    expect(portal.mails('b@b.example')).toHaveLength(0);
  });

  test('an address that asks again and again has to wait', async () => {
    const statuses: number[] = [];
    for (let time = 0; time < 6; time += 1) {
      statuses.push((await askForCode('again@nowhere.example')).page.status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
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
