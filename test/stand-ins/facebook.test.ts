import { createHmac } from 'node:crypto';
import type { StandInPerson } from '../../src/stand-ins/options';
import type { RunningStandIns } from '../../src/stand-ins/stand-ins';
import { buttonOf, FACEBOOK_PEOPLE } from '../support/start-stand-ins';
import { Visitor } from '../support/visitor';
import { ask, exchange, startWithApp, type AnApp } from './an-app';

describe('the stand-in for Facebook, as an application sees it', () => {
  let standIns: RunningStandIns;
  let app: AnApp;
  beforeAll(async () => void ({ standIns, facebook: app } = await startWithApp()));
  afterAll(() => standIns.stop());

  const signIn = (person: StandInPerson, scope = 'public_profile email') =>
    ask(app, scope, buttonOf(person));
  const proofOf = (token: string) => createHmac('sha256', app.secret).update(token).digest('hex');
  const me = async (token: unknown, query: Record<string, string>) => {
    const url = new URL(`${standIns.url}/facebook/v23.0/me`);
    url.search = new URLSearchParams(query).toString();
    const headers = { authorization: `Bearer ${String(token)}` };
    const answer = await fetch(url, { headers });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const profile = async (person: StandInPerson, scope?: string) => {
    const { body } = await exchange(app, await signIn(person, scope));
    const token = String(body['access_token']);
    return (await me(token, { fields: 'id,name,email', appsecret_proof: proofOf(token) })).body;
  };
  test('it tells id, name and address; the id is not the one in other apps', async () => {
    const told = await profile(FACEBOOK_PEOPLE.owner);
    const { name, email } = FACEBOOK_PEOPLE.owner;
    expect(told).toEqual({ id: expect.stringMatching(/^10\d{15}$/) as string, name, email });
    expect(await profile(FACEBOOK_PEOPLE.owner)).toEqual(told);
  });

  test('whoever has no address, or was not asked for it, has no such field', async () => {
    expect(Object.keys(await profile(FACEBOOK_PEOPLE.withoutEmail))).toEqual(['id', 'name']);
    expect(Object.keys(await profile(FACEBOOK_PEOPLE.owner, 'public_profile'))).toEqual([
      'id',
      'name',
    ]);
  });

  test('whoever cancels comes back with access_denied', async () => {
    const { back } = await ask(app, 'public_profile', 'Cancel');
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      error: 'access_denied',
      error_reason: 'user_denied',
      state: 'the state',
    });
  });

  test.each([
    ['another secret', { client_secret: 'another' }, 1],
    ['another verifier', { code_verifier: 'v'.repeat(43) }, 1],
    ['another redirect URI', { redirect_uri: 'http://127.0.0.1:1/' }, 100],
  ])('a code is worth nothing with %s', async (_, changed, number) => {
    const refused = await exchange(app, await signIn(FACEBOOK_PEOPLE.owner), changed);
    expect(refused).toMatchObject({ status: 400, body: { error: { code: number } } });
  });

  test('a code is good once', async () => {
    const answered = await signIn(FACEBOOK_PEOPLE.owner);
    await exchange(app, answered);
    expect(await exchange(app, answered)).toMatchObject({
      status: 400,
      body: { error: { error_subcode: 36009 } },
    });
  });

  test('a token is read with the proof that the app holds its secret, and with known fields', async () => {
    const { body } = await exchange(app, await signIn(FACEBOOK_PEOPLE.owner));
    const token = String(body['access_token']);
    expect(await me(token, {})).toMatchObject({ status: 400, body: { error: { code: 100 } } });
    const unknown = { fields: 'id,emails', appsecret_proof: proofOf(token) };
    expect(await me(token, unknown)).toMatchObject({ status: 400, body: { error: { code: 100 } } });
    expect(await me('EAAforged', {})).toMatchObject({
      status: 400,
      body: { error: { code: 190 } },
    });
  });

  test('an address that is not registered gets no code', async () => {
    const url = new URL(app.dialog);
    const redirect_uri = `${app.redirectUri}/more`;
    url.search = new URLSearchParams({ client_id: app.clientId, redirect_uri }).toString();
    expect((await new Visitor(url.origin).open(url.href)).status).toBe(400);
  });
});
