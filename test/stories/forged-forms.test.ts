import { WAYS_IN } from '../../src/domain/way-in';
import { numberOf, sendRequest } from '../support/a-request';
import { contents } from '../support/contents';
import { addressOf, type Route } from '../support/routes-of';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Visitor } from '../support/visitor';

const OWNER = 'owner@lojaazul.example';
const DAY = 24 * 3_600_000;

describe('T-50 a form that is not of this visitor and this page changes nothing', () => {
  let portal: RunningPortal;
  let days = 0; // an address is sent only so many codes a day
  let changing: Route[];
  let parameters: Record<string, string>;
  beforeAll(async () => {
    portal = await startPortal({
      now: () => new Date(Date.now() + days * 1.1 * DAY),
      signIn: { waysIn: WAYS_IN }, // behind a closed door there is nothing to refuse
    });
    changing = portal.routes().filter(({ methods }) => methods.some((method) => method !== 'GET'));
    const sent = await sendRequest(await portal.signIn(OWNER), { account: 'lojaazul' });
    const other = await portal.signIn(OWNER);
    const action = (await other.open('/account')).form('End this session').element;
    parameters = {
      id: sent.url.pathname.split('/')[2] ?? '',
      intent: 'A'.repeat(22),
      session: /sessions\/(\w+)/.exec(action.getAttribute('action') ?? '')?.[1] ?? '',
      browser: 'a'.repeat(64),
    };
    await numberOf(other, sent.path); // nothing is on its way any more when tables are compared
  });
  afterAll(() => portal.stop());

  const tokenOf = async (visitor: Visitor, path = '/account') =>
    (await visitor.open(path)).root.querySelector('input[name=csrf]')?.getAttribute('value') ?? '';

  test('there are such routes, and each of them takes POST alone', () => {
    expect(changing.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/sign-in/code', '/sign-out', '/account/name', '/tickets']),
    );
    for (const { path, methods } of changing) {
      const changes = methods.filter((method) => method !== 'GET');
      expect([path, ...changes]).toEqual([path, 'POST']);
    }
  });

  test('whoever is signed in: no token, a wrong one, another person\u2019s, another content', async () => {
    days += 1;
    const visitor = await portal.signIn(OWNER);
    const own = await tokenOf(visitor);
    const others = await tokenOf(await portal.signIn('finance@lojaazul.example'));
    const before = await contents(portal);
    const forged: [what: string, init: RequestInit][] = [
      ['no token', form({})],
      ['a wrong token', form({ csrf: 'x'.repeat(43) })],
      ['the token twice', { body: `csrf=${own}&csrf=${own}`, headers: FORM }],
      ["somebody else's token", form({ csrf: others })],
      ['a token in the address alone', form({}, `?csrf=${own}`)],
      [
        'JSON called text',
        { body: `{"csrf":"${own}"}`, headers: { 'content-type': 'text/plain' } },
      ],
      ['JSON', { body: `{"csrf":"${own}"}`, headers: { 'content-type': 'application/json' } }],
      ['no content type', { body: Buffer.from(`csrf=${own}`) }],
      ['from another site', form({ csrf: own }, '', { origin: 'https://evil.example' })],
      ['from a sister site', form({ csrf: own }, '', { 'sec-fetch-site': 'same-site' })],
      ['from a frame without an origin', form({ csrf: own }, '', { origin: 'null' })],
    ];
    const taken: string[] = [];
    for (const route of changing) {
      for (const [what, { search = '', ...init }] of forged as [string, Forged][]) {
        const path = addressOf(route, parameters) + search;
        const { status } = await visitor.request(path, { method: 'POST', ...init });
        const isRefused = [400, 403, 415].includes(status) || isMachines(route, status);
        if (!isRefused) taken.push(`${route.path}: ${what}: ${status}`);
      }
    }
    expect(taken).toEqual([]);
    expect(await contents(portal)).toEqual(before);
    expect((await visitor.open('/tickets')).url.pathname).toBe('/tickets');
  });

  test('a link or an image does not act, whatever verb it names', async () => {
    days += 1;
    const visitor = await portal.signIn(OWNER);
    const csrf = await tokenOf(visitor);
    const before = await contents(portal);
    for (const route of changing) {
      const path = addressOf(route, parameters);
      for (const search of [`?csrf=${csrf}`, `?csrf=${csrf}&_method=POST`]) {
        const headers = { 'x-http-method-override': 'POST', 'x-http-method': 'POST' };
        const { status } = await visitor.request(path + search, { headers });
        // A page that is shown under the same address answers as ever.
        const expected = route.methods.includes('GET') ? [200, 303, 404] : [405];
        expect([route.path, expected.includes(status), status]).toEqual([route.path, true, status]);
      }
      const body = new URLSearchParams({ csrf: '', _method: 'DELETE' });
      const headers = { 'x-http-method-override': 'DELETE' };
      const { status } = await visitor.request(path, { method: 'POST', body, headers });
      expect([400, 401, 403, 415]).toContain(status);
    }
    expect(await contents(portal)).toEqual(before);
  });

  test('nobody signed in: the forms of the door are no exception', async () => {
    const visitor = portal.visitor();
    await visitor.open('/sign-in');
    const stranger = portal.visitor();
    const theirs = await tokenOf(stranger, '/sign-in');
    const before = await contents(portal);
    for (const route of changing) {
      for (const body of [
        new URLSearchParams({ email: OWNER }),
        new URLSearchParams({ csrf: theirs }),
      ]) {
        const path = addressOf(route, parameters);
        const answer = await visitor.request(path, { method: 'POST', body });
        const toDoor = answer.status === 303 && answer.headers.get('location') === '/sign-in';
        expect([route.path, toDoor || [401, 403].includes(answer.status)]).toEqual([
          route.path,
          true,
        ]);
      }
    }
    expect(await contents(portal)).toEqual(before);
  });

  test('with the right token none of them is called out of date', async () => {
    for (const route of changing.filter((candidate) => !isMachines(candidate, 401))) {
      days += 1;
      const visitor = await portal.signIn(OWNER);
      const csrf = await tokenOf(visitor);
      const path = addressOf(route, parameters);
      const body = new FormData();
      body.append('csrf', csrf);
      const plain = await visitor.request(path, {
        method: 'POST',
        body: new URLSearchParams({ csrf }),
      });
      const answer =
        plain.status === 415 ? await visitor.request(path, { method: 'POST', body }) : plain;
      expect(await answer.text()).not.toContain('This form is out of date');
    }
  });
});

type Forged = RequestInit & { search?: string };

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

function form(fields: Record<string, string>, search = '', headers = {}): Forged {
  return { body: new URLSearchParams(fields), headers, search };
}

/** What machines call is signed instead, and its callers have no cookies. */
function isMachines({ path }: Route, status: number): boolean {
  return path.startsWith('/webhooks/') && status === 401;
}
