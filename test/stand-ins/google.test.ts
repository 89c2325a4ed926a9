import type { RunningStandIns } from '../../src/stand-ins/stand-ins';
import { buttonOf, GOOGLE_PEOPLE } from '../support/start-stand-ins';
import { Visitor } from '../support/visitor';
import { ask, exchange, startWithApp, type AnApp } from './an-app';

const SCOPE = 'openid email profile';

describe('the stand-in for Google, as an application sees it', () => {
  let standIns: RunningStandIns;
  let app: AnApp;
  beforeAll(async () => void ({ standIns, google: app } = await startWithApp()));
  afterAll(() => standIns.stop());

  const signIn = (person: (typeof GOOGLE_PEOPLE)[keyof typeof GOOGLE_PEOPLE], changed = {}) =>
    ask(app, SCOPE, buttonOf(person), changed);
  const userinfo = async (token: unknown) => {
    const headers = { authorization: `Bearer ${String(token)}` };
    return fetch(`${standIns.url}/google/v1/userinfo`, { headers });
  };

  test('whoever picks a person comes back with a code, and userinfo says who that is', async () => {
    const answered = await signIn(GOOGLE_PEOPLE.unverified);
    expect(answered.back.origin + answered.back.pathname).toBe(app.redirectUri);
    expect(answered.back.searchParams.get('state')).toBe('the state');
    expect(answered.back.searchParams.get('iss')).toBe(`${standIns.url}/google`);
    const { status, body } = await exchange(app, answered);
    expect(status).toBe(200);
    expect(await (await userinfo(body['access_token'])).json()).toEqual({
      sub: GOOGLE_PEOPLE.unverified.id,
      name: 'Ursula Unverified',
      email: 'owner@lojaazul.example',
      email_verified: false,
    });
  });

  test('whoever cancels comes back with access_denied', async () => {
    const { back } = await ask(app, SCOPE, 'Cancel');
    expect(back.searchParams.get('error')).toBe('access_denied');
    expect(back.searchParams.get('state')).toBe('the state');
  });

  test.each([
    ['another secret', { client_secret: 'another' }, 401],
    ['another verifier', { code_verifier: 'v'.repeat(43) }, 400],
    ['another redirect URI', { redirect_uri: 'http://127.0.0.1:1/' }, 400],
  ])('a code is worth nothing with %s', async (_, changed, refused) => {
    const { status } = await exchange(app, await signIn(GOOGLE_PEOPLE.owner), changed);
    expect(status).toBe(refused);
  });

  test('a code is good once, and its second use ends the token', async () => {
    const answered = await signIn(GOOGLE_PEOPLE.owner);
    const { body } = await exchange(app, answered);
    expect((await exchange(app, answered)).status).toBe(400);
    expect((await userinfo(body['access_token'])).status).toBe(401);
  });

  test('a redirect URI that only begins like the registered one is refused on the spot', async () => {
    const url = new URL(app.dialog);
    url.search = new URLSearchParams({
      ...{ response_type: 'code', client_id: app.clientId, scope: SCOPE },
      redirect_uri: `${app.redirectUri}/more`,
    }).toString();
    expect((await new Visitor(url.origin).open(url.href)).status).toBe(400);
  });
});
