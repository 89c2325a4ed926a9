import { randomBytes } from 'node:crypto';
import { createLog } from '../../src/log';
import {
  json,
  startScriptedProvider,
  type Answer,
  type ScriptedProvider,
} from '../support/a-scripted-provider';
import { askDatabase } from '../support/ask-database';
import { proveAddress } from '../support/first-link';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Page, Visitor } from '../support/visitor';

const OWNER = 'owner@lojaazul.example';
const FINANCE = 'finance@lojaazul.example';
const TOKEN = `canary-${randomBytes(16).toString('hex')}`;
const WAYS = ['google', 'facebook'] as const;
const NAMES = { google: 'Google', facebook: 'Facebook' };

describe('what a provider answers, well or badly', () => {
  let portal: RunningPortal;
  let provider: ScriptedProvider;
  let logged = '';
  beforeAll(async () => {
    provider = await startScriptedProvider(TOKEN);
    const { tokenUrl, profileUrl } = provider;
    portal = await startPortal({
      providers: { google: { tokenUrl, profileUrl }, facebook: { tokenUrl, profileUrl } },
      log: createLog({ level: 'debug', destination: { write: (line) => (logged += line) } }),
    });
  });
  afterAll(async () => {
    await portal.stop();
    await provider.stop();
  });
  beforeEach(() => ask('truncate identities, unproved_identities, tallies'));

  const ask = <Row>(statement: string) => askDatabase<Row>(portal.databaseUrl, statement);

  /** Comes back from the provider with some code; what that is worth the script says. */
  const comeBack = async (visitor: Visitor, way: (typeof WAYS)[number]): Promise<Page> => {
    const begun = await visitor.open(`/sign-in/${way}?locale=en`);
    const state = begun.url.searchParams.get('state') ?? '';
    const query = new URLSearchParams({ code: 'some-code', state });
    return visitor.open(`/sign-in/${way}/callback?${query.toString()}`);
  };
  const comeAs = async (way: (typeof WAYS)[number], profile: object) => {
    provider.answer({ profile: json(profile) });
    const visitor = portal.visitor();
    return { visitor, page: await comeBack(visitor, way) };
  };
  const link = async (way: (typeof WAYS)[number], profile: object, email: string) => {
    const { visitor, page } = await comeAs(way, profile);
    const question = await proveAddress(portal, page, email);
    await question.form('Yes, it is mine').submit();
    return visitor;
  };

  test('T-37 Google’s 1 and Facebook’s 1 are two people', async () => {
    await link('google', { sub: '1', email: OWNER, email_verified: true }, OWNER);
    await link('facebook', { id: '1', email: OWNER }, FINANCE);
    const first = await comeAs('google', { sub: '1' });
    expect(first.page.text).toContain('Signed in as Olívia Azul');
    const second = await comeAs('facebook', { id: '1' });
    expect(second.page.text).toContain('Signed in as Fábio Azul');
  });

  test('T-37 a new subject with the same address is not let in without proof', async () => {
    await link('google', { sub: '1', email: OWNER, email_verified: true }, OWNER);
    const { visitor, page } = await comeAs('google', {
      sub: '2',
      email: OWNER,
      email_verified: true,
    });
    expect(page.heading).toBe('First show us that your e-mail address is yours');
    expect((await visitor.open('/tickets')).url.pathname).toBe('/sign-in');
  });

  test('T-38 an address without a word on whether it was verified opens nothing', async () => {
    const { visitor, page } = await comeAs('google', { sub: '3', email: OWNER });
    expect(page.form('Send').value('E-mail')).toBe(OWNER);
    expect((await visitor.open('/tickets')).url.pathname).toBe('/sign-in');
    expect(await ask('select 1 from identities')).toEqual([]);
  });

  test('T-39 names and addresses that are none are not shown', async () => {
    const { page } = await comeAs('facebook', {
      id: '4',
      name: ['x'],
      email: 'a@b.example,c@d.example',
    });
    expect(page.form('Send').value('E-mail')).toBe('');
    expect(page.text).toContain('no name and no e-mail address');
    const odd = await comeAs('facebook', { id: '5', name: `<b>\u202e${'n'.repeat(500)}\r\nx` });
    expect(odd.page.html).toContain('&lt;b>');
    expect(odd.page.html).not.toMatch(/\u202e|n{101}/);
  });

  test('a person who is gone is not let in by what was linked to them', async () => {
    await link('google', { sub: '6' }, 'owner@modaverde.example');
    await ask(`update people set removed_at = now() where email = 'owner@modaverde.example'`);
    const { page } = await comeAs('google', { sub: '6' });
    expect(page.url.pathname).toMatch(/^\/identities\//);
  });

  /** Would do, had it not come in such a way. */
  const CONTENT = JSON.stringify({ access_token: TOKEN, sub: '1', id: '1' });
  const typeless: Answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(CONTENT);
  };
  const html: Answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<h1>Maintenance</h1>');
  };
  const endless: Answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const chunk = Buffer.alloc(64 * 1024, ' ');
    let left = 160;
    const more = () => {
      while (left > 0 && !response.destroyed) {
        left -= 1;
        if (!response.write(chunk)) return void response.once('drain', more);
      }
      response.end(CONTENT);
    };
    more();
  };
  const cut: Answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"access_token":', () => response.destroy());
  };
  const elsewhere: Answer = (_request, response) => {
    response.writeHead(302, { location: '/well' });
    response.end();
  };
  const silent: Answer = () => undefined;
  const drop: Answer = (request) => request.socket.destroy();
  const AWRY: [string, Answer][] = [
    ['500', json({ error: `broken ${TOKEN}` }, 500)],
    ['HTML', html],
    ['JSON that calls itself HTML', typeless],
    ['10 MB', endless],
    ['half an answer', cut],
    ['no answer', silent],
    ['a closed connection', drop],
    ['a redirect', elsewhere],
    ['null', json(null)],
    ['a list', json([])],
    ['a number', json(7)],
    ['nothing that was asked for', json({})],
    ['wrong types', json({ access_token: { a: 1 }, sub: 1, id: 1 })],
    ['a token that breaks headers', json({ access_token: 'a\r\nb', sub: '', id: 'x' })],
  ];

  /** What somebody sees who comes back to such an answer. */
  const troubleOf = async (way: (typeof WAYS)[number]) => {
    const visitor = portal.visitor();
    const page = await comeBack(visitor, way);
    return {
      status: page.status,
      saysSo: page.text.includes(`${NAMES[way]} cannot be reached or did not answer as it should.`),
      offersOtherWays: page.text.includes('Access by token, sent by e-mail'),
      hasSession: visitor.cookies.has('session'),
      goesOn: (await portal.visitor().open('/healthz')).status,
    };
  };
  const TROUBLE = {
    ...{ status: 503, saysSo: true, offersOtherWays: true, hasSession: false, goesOn: 200 },
  };

  describe.each(WAYS)('T-43 %s', (way) => {
    test.each(AWRY)('when asked for a token answers %s', async (_, answer) => {
      provider.answer({ token: answer });
      expect(await troubleOf(way)).toEqual(TROUBLE);
    });

    test.each(AWRY)('when asked for the profile answers %s', async (_, answer) => {
      provider.answer({ profile: answer });
      expect(await troubleOf(way)).toEqual(TROUBLE);
    });

    test('refuses the code', async () => {
      const error = way === 'google' ? 'invalid_grant' : { message: TOKEN, code: 100 };
      provider.answer({ token: json({ error }, 400) });
      const page = await comeBack(portal.visitor(), way);
      expect(page.status).toBe(400);
      expect(page.text).toContain(`${NAMES[way]} did not confirm who you are.`);
    });

    test('sends back an error, or nothing at all', async () => {
      for (const query of ['error=server_error', 'error_code=1349048&error_message=x', '']) {
        const visitor = portal.visitor();
        const begun = await visitor.open(`/sign-in/${way}?locale=en`);
        const state = begun.url.searchParams.get('state') ?? '';
        const page = await visitor.open(`/sign-in/${way}/callback?state=${state}&${query}`);
        expect(page.status).toBe(503);
        expect(page.text).toContain(`${NAMES[way]} cannot be reached`);
      }
    });

    test.each([
      ['a value twice', 'code=1&code=2'],
      ['a nested value', 'state[]=1'],
      ['a value without end', `code=${'x'.repeat(5_000)}`],
    ])('sends back %s, which is not read', async (_, query) => {
      expect((await portal.visitor().open(`/sign-in/${way}/callback?${query}`)).status).toBe(400);
    });
  });

  test('T-44 T-43 a provider’s tokens reach no page, cookie, row or log line', async () => {
    logged = '';
    const visitor = await link('google', { sub: '7', email: OWNER }, OWNER);
    await link('facebook', { id: '7', email: OWNER }, FINANCE);
    provider.answer({ profile: json({ error: { message: `bad ${TOKEN}`, code: 190 } }, 400) });
    for (const way of WAYS)
      expect((await comeBack(portal.visitor(), way)).html).not.toContain(TOKEN);
    const pages = ['/tickets', '/account', '/tickets/new'];
    for (const path of pages) expect((await visitor.open(path)).html).not.toContain(TOKEN);
    expect([...visitor.cookies.values()].join()).not.toContain(TOKEN);
    const tables = await ask<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    );
    for (const { name } of tables) {
      expect(JSON.stringify(await ask(`select * from ${name}`))).not.toContain(TOKEN);
    }
    expect(logged).toContain('A provider did not answer as it should.');
    expect(logged).not.toContain(TOKEN);
    expect(logged).not.toMatch(/some-code|google-demo-secret|facebook-demo-secret|state=/);
  });
});
