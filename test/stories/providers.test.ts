import { askDatabase } from '../support/ask-database';
import {
  answerAs,
  comeFrom,
  followTo,
  goToProvider,
  type ProviderName,
} from '../support/at-a-provider';
import { linkFirst, proveAddress } from '../support/first-link';
import { startPortal, type RunningPortal } from '../support/start-portal';
import { FACEBOOK_PEOPLE, GOOGLE_PEOPLE } from '../support/start-stand-ins';
import type { Page, Visitor } from '../support/visitor';

const OWNER = 'owner@lojaazul.example';
const FINANCE = 'finance@lojaazul.example';
const BOTH = [
  ['Google', GOOGLE_PEOPLE.owner],
  ['Facebook', FACEBOOK_PEOPLE.owner],
] as const;

describe('a merchant signs in with Google or Facebook', () => {
  let portal: RunningPortal;
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  beforeAll(async () => void (portal = await startPortal({ providers: {}, now })));
  afterAll(() => portal.stop());
  beforeEach(async () => {
    ahead = 0;
    await ask(
      'truncate identities, unproved_identities, provider_requests, tallies, authenticators',
    );
  });

  const ask = <Row>(statement: string) => askDatabase<Row>(portal.databaseUrl, statement);
  const links = () => ask('select provider, subject from identities order by provider');
  const isInside = async (visitor: Visitor) =>
    (await visitor.open('/tickets')).url.pathname === '/tickets';
  const callbackOf = (name: ProviderName) => `/sign-in/${name.toLowerCase()}/callback`;

  const outcomeOf = async (visitor: Visitor, page: Page) => ({
    status: page.status,
    offersOtherWays: page.text.includes('Access by token, sent by e-mail'),
    hasSession: visitor.cookies.has('session') || (await isInside(visitor)),
    links: await links(),
  });
  /** A refusal changes nothing: no session, nobody linked, and the other ways in are still there. */
  const refusedWith = (status: number) => ({
    ...{ status, offersOtherWays: true, hasSession: false, links: [] },
  });

  test.each(BOTH)(
    'the first time with %s is linked, the second leads inside',
    async (name, person) => {
      const visitor = portal.visitor();
      await visitor.open('/tickets?scope=all');
      const arrived = await linkFirst(portal, visitor, { name, person, email: OWNER });
      expect(arrived.path).toBe('/tickets?scope=all');
      expect(portal.mails(OWNER)[0]?.subject).toBe('A way to sign in was added');

      const again = portal.visitor();
      await again.open('/tickets?scope=all');
      const panel = await comeFrom(again, name, person);
      expect(panel.path).toBe('/tickets?scope=all');
      expect(panel.text).toContain('Signed in as Olívia Azul');
    },
  );

  test.each(BOTH)(
    'T-33 a callback without state, with another browser’s, reused or after ten minutes is refused: %s',
    async (name, person) => {
      const visitor = portal.visitor();
      expect(
        await outcomeOf(visitor, await visitor.open(`${callbackOf(name)}?code=stolen`)),
      ).toEqual(refusedWith(400));
      expect(await outcomeOf(visitor, await visitor.open(callbackOf(name)))).toEqual(
        refusedWith(400),
      );

      const back = await answerAs(await goToProvider(visitor, name), person);
      const other = portal.visitor();
      await goToProvider(other, name);
      expect(await outcomeOf(other, await other.open(back.href))).toEqual(refusedWith(400));
      expect(await outcomeOf(visitor, await visitor.open(back.href))).toEqual(refusedWith(400));

      const used = await answerAs(await goToProvider(visitor, name), person);
      expect((await visitor.open(used.href)).url.pathname).toMatch(/^\/identities\//);
      expect(await outcomeOf(visitor, await visitor.open(used.href))).toEqual(refusedWith(400));

      const late = await answerAs(await goToProvider(visitor, name), person);
      ahead = 10 * 60_000 + 1_000;
      expect(await outcomeOf(visitor, await visitor.open(late.href))).toEqual(refusedWith(400));
    },
  );

  test('T-33 a callback within ten minutes is taken', async () => {
    const visitor = portal.visitor();
    const back = await answerAs(await goToProvider(visitor, 'Google'), GOOGLE_PEOPLE.owner);
    ahead = 9 * 60_000 + 50_000;
    expect((await visitor.open(back.href)).url.pathname).toMatch(/^\/identities\//);
  });

  test.each([
    ['google', 'openid email profile'],
    ['facebook', 'public_profile,email'],
  ])(
    'T-34 the address at %s asks with S256, a fresh state and our one redirect URI',
    async (way, scope) => {
      const visitor = portal.visitor();
      const asked = await Promise.all(
        [1, 2].map(async () => (await visitor.open(`/sign-in/${way}`)).url.searchParams),
      );
      for (const query of asked) {
        expect(query.get('code_challenge_method')).toBe('S256');
        expect(Buffer.from(query.get('code_challenge') ?? '', 'base64url')).toHaveLength(32);
        expect(Buffer.from(query.get('state') ?? '', 'base64url')).toHaveLength(32);
        expect(query.get('redirect_uri')).toBe(`${portal.origin}/sign-in/${way}/callback`);
        expect(query.get('response_type')).toBe('code');
        expect(query.get('scope')).toBe(scope);
      }
      for (const fresh of ['state', 'code_challenge']) {
        expect(new Set(asked.map((query) => query.get(fresh))).size).toBe(2);
      }
    },
  );

  test.each(BOTH)(
    'T-35 an attacker’s code in the victim’s callback is refused: %s',
    async (name, person) => {
      const attacker = await answerAs(await goToProvider(portal.visitor(), name), person);
      const victim = portal.visitor();
      const back = await answerAs(await goToProvider(victim, name), person);
      back.searchParams.set('code', attacker.searchParams.get('code') ?? '');
      expect(await outcomeOf(victim, await victim.open(back.href))).toEqual(refusedWith(400));
    },
  );

  test.each([
    ['Google', GOOGLE_PEOPLE.owner, 'Facebook'],
    ['Facebook', FACEBOOK_PEOPLE.owner, 'Google'],
  ] as const)(
    'T-36 what %s answers is refused on the other’s callback',
    async (name, person, other) => {
      const visitor = portal.visitor();
      const back = await answerAs(await goToProvider(visitor, name), person);
      expect(await outcomeOf(visitor, await visitor.open(callbackOf(other) + back.search))).toEqual(
        refusedWith(400),
      );
      expect(await outcomeOf(visitor, await visitor.open(back.href))).toEqual(refusedWith(400));
    },
  );

  test('T-36 an answer that says it is from another issuer is refused', async () => {
    const visitor = portal.visitor();
    const back = await answerAs(await goToProvider(visitor, 'Google'), GOOGLE_PEOPLE.owner);
    back.searchParams.set('iss', 'https://evil.example');
    expect(await outcomeOf(visitor, await visitor.open(back.href))).toEqual(refusedWith(400));
  });

  test('T-38 an address Google did not verify opens nothing and asks for our own code', async () => {
    const visitor = portal.visitor();
    const page = await comeFrom(visitor, 'Google', GOOGLE_PEOPLE.unverified);
    expect(page.heading).toBe('First show us that your e-mail address is yours');
    expect(page.form('Send').value('E-mail')).toBe(OWNER);
    expect(await links()).toEqual([]);
    expect(await isInside(visitor)).toBe(false);
  });

  test('T-39 Facebook without an address gets a page that asks for it and for a code', async () => {
    const visitor = portal.visitor();
    const page = await comeFrom(visitor, 'Facebook', FACEBOOK_PEOPLE.withoutEmail);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Paula Phone');
    expect(page.text).toContain('Facebook told us no e-mail address.');
    expect(page.form('Send').value('E-mail')).toBe('');
    const question = await proveAddress(portal, page, OWNER);
    const list = await question.form('Yes, it is mine').submit();
    const account = await visitor.open('/account');
    for (const { html } of [page, question, list, account]) {
      expect(html).not.toMatch(/undefined|null|\[object/);
    }
    expect(await links()).toHaveLength(1);
  });

  test('T-40 Facebook with the victim’s address links nothing: the code goes to the victim', async () => {
    const attacker = portal.visitor();
    const before = portal.mails(OWNER).length;
    const page = await comeFrom(attacker, 'Facebook', FACEBOOK_PEOPLE.impostor);
    expect(page.form('Send').value('E-mail')).toBe(OWNER);
    expect(portal.mails(OWNER)).toHaveLength(before);
    const asked = await page.form('Send').submit();
    expect(portal.mails(OWNER)).toHaveLength(before + 1);
    const wrong = portal.newestCode(OWNER) === '000000' ? '111111' : '000000';
    expect((await asked.form('Confirm').fill('Access code', wrong).submit()).status).toBe(422);
    const offer = await attacker.request(page.url.pathname, { method: 'POST' });
    expect(offer.headers.get('location')).toBe('/sign-in');
    expect(await links()).toEqual([]);
    expect((await portal.signIn(OWNER)).cookies.has('session')).toBe(true);
    expect(await links()).toEqual([]);
  });

  test('T-41e an unverified address never enters the account that is proved later', async () => {
    await comeFrom(portal.visitor(), 'Google', GOOGLE_PEOPLE.unverified);
    await comeFrom(portal.visitor(), 'Facebook', FACEBOOK_PEOPLE.impostor);
    await portal.signIn(OWNER);
    for (const [name, person] of [
      ['Google', GOOGLE_PEOPLE.unverified],
      ['Facebook', FACEBOOK_PEOPLE.impostor],
    ] as const) {
      const again = await comeFrom(portal.visitor(), name, person);
      expect(again.url.pathname).toMatch(/^\/identities\//);
    }
  });

  test('T-41c an identity left behind in the victim’s browser is linked only by the victim’s own word', async () => {
    const shared = portal.visitor();
    const left = await comeFrom(shared, 'Google', GOOGLE_PEOPLE.unverified);
    const options = await shared.open('/sign-in?locale=en');
    const typed = await options.form('Send').fill('E-mail', OWNER).submit();
    const question = await typed
      .form('Confirm')
      .fill('Access code', portal.newestCode(OWNER))
      .submit();
    expect(question.heading).toBe('Link this Google account?');
    expect(question.text).toContain('Ursula Unverified');
    expect(await links()).toEqual([]);
    await question.form('No, do not link it').submit();
    expect((await shared.open(left.url.pathname)).status).toBe(404);
    expect(await links()).toEqual([]);
  });

  test('T-41c an offer of another browser cannot be taken, whoever sends its address', async () => {
    const attacker = portal.visitor();
    const offer = await comeFrom(attacker, 'Google', GOOGLE_PEOPLE.unverified);
    const victim = await portal.signIn(OWNER);
    expect((await victim.open(offer.url.pathname)).status).toBe(404);
    const own = await comeFrom(portal.visitor(), 'Google', GOOGLE_PEOPLE.owner);
    const form = (await victim.open('/tickets')).form('Sign out');
    const body = new URLSearchParams({
      csrf: form.element.querySelector('input')?.getAttribute('value') ?? '',
    });
    for (const { url } of [offer, own]) {
      const answer = await victim.request(url.pathname, { method: 'POST', body });
      expect(answer.status).toBe(404);
    }
    expect(await links()).toEqual([]);
  });

  test('T-41b what was begun before the owner came does not outlive its minutes', async () => {
    const visitor = portal.visitor();
    const page = await comeFrom(visitor, 'Google', GOOGLE_PEOPLE.unverified);
    ahead = 31 * 60_000;
    expect((await visitor.open(page.url.pathname)).status).toBe(404);
    expect(await links()).toEqual([]);
  });

  test.each(BOTH)('T-21 the second step is asked of whoever comes by %s', async (name, person) => {
    await linkFirst(portal, portal.visitor(), { name, person, email: OWNER });
    await ask(`insert into authenticators (person_id, sealed_key, created_at, confirmed_at)
      select id, 'sealed', now(), now() from people where email = '${OWNER}'`);
    const visitor = portal.visitor();
    const page = await comeFrom(visitor, name, person);
    expect(page.url.pathname).toBe('/sign-in/second-step');
    expect(await isInside(visitor)).toBe(false);
  });

  test('T-42 linking from the account page asks for a fresh proof, then for a word, and tells by mail', async () => {
    const visitor = await portal.signIn(OWNER);
    ahead = 11 * 60_000;
    const stale = await visitor.request('/account/identities/google');
    expect(stale.headers.get('location') ?? '').not.toContain('/o/oauth2/');
    expect(await ask('select 1 from provider_requests')).toEqual([]);

    ahead = 0;
    const dialog = await followTo(visitor, '/account/identities/google');
    const question = await visitor.open((await answerAs(dialog, GOOGLE_PEOPLE.owner)).href);
    expect(question.text).toContain('Olivia at Google, olivia.azul@mail.example');
    expect(await links()).toEqual([]);
    const list = await question.form('Yes, it is mine').submit();
    expect(list.path).toBe('/account');
    expect(list.text).toContain('from now on you can sign in with it');
    expect(portal.mails(OWNER)[0]?.subject).toBe('A way to sign in was added');
    expect(await links()).toEqual([{ provider: 'google', subject: GOOGLE_PEOPLE.owner.id }]);

    const second = await followTo(visitor, '/account/identities/google');
    const refused = await visitor.open((await answerAs(second, GOOGLE_PEOPLE.unverified)).href);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Another Google account is linked to you already');
  });

  test('T-42 unlinking asks for a fresh proof and tells by mail', async () => {
    const visitor = portal.visitor();
    await linkFirst(portal, visitor, {
      name: 'Facebook',
      person: FACEBOOK_PEOPLE.owner,
      email: OWNER,
    });
    ahead = 11 * 60_000;
    await (await visitor.open('/account')).form('Unlink Facebook').submit();
    expect(await links()).toHaveLength(1);
    ahead = 0;
    const page = await (await visitor.open('/account')).form('Unlink Facebook').submit();
    expect(page.text).toContain('It is no longer linked.');
    expect(portal.mails(OWNER)[0]?.subject).toBe('A way to sign in was removed');
    const again = await comeFrom(portal.visitor(), 'Facebook', FACEBOOK_PEOPLE.owner);
    expect(again.url.pathname).toMatch(/^\/identities\//);
  });

  test('T-42 an account at a provider belongs to one person only', async () => {
    const { owner: person } = GOOGLE_PEOPLE;
    await linkFirst(portal, portal.visitor(), { name: 'Google', person, email: OWNER });
    const other = await portal.signIn(FINANCE);
    const dialog = await followTo(other, '/account/identities/google');
    const refused = await other.open((await answerAs(dialog, person)).href);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('already belongs to another person');
  });

  test.each(['Google', 'Facebook'] as const)(
    'T-43 whoever says no at %s reads so, in their language, beside the other ways in',
    async (name) => {
      const visitor = portal.visitor();
      const back = await answerAs(await goToProvider(visitor, name), 'Cancel');
      await visitor.open('/sign-in?locale=pt');
      const page = await visitor.open(back.href);
      expect(page.status).toBe(403);
      expect(page.text).toContain(`O ${name} não recebeu permissão para nos dizer quem você é.`);
      expect(page.text).toContain(`Entrar com ${name}`);
    },
  );

  test('somebody who opened the portal as localhost comes back under the same name', async () => {
    const origin = portal.origin.replace('127.0.0.1', 'localhost');
    const { headers, status } = await fetch(`${origin}/sign-in/google`, { redirect: 'manual' });
    expect(status).toBe(303);
    expect(headers.get('location')).toBe(`${portal.origin}/sign-in/google`);
  });
});

describe('a portal where Google is the only way in', () => {
  let portal: RunningPortal;
  beforeAll(async () => {
    portal = await startPortal({ providers: {}, signIn: { waysIn: ['google'] } });
    await askDatabase(
      portal.databaseUrl,
      `insert into identities (provider, subject, person_id, linked_at, used_at)
         select 'google', '${GOOGLE_PEOPLE.owner.id}', id, now(), now()
         from people where email = '${OWNER}'`,
    );
  });
  afterAll(() => portal.stop());

  test('T-42 the last way in stays linked', async () => {
    const visitor = portal.visitor();
    await comeFrom(visitor, 'Google', GOOGLE_PEOPLE.owner);
    const page = await visitor.open('/account');
    expect(page.text).toContain('It is your only way to sign in');
    const csrf = page.form('Sign out').element.querySelector('input')?.getAttribute('value') ?? '';
    const answer = await visitor.request('/account/identities/google/removal', {
      method: 'POST',
      body: new URLSearchParams({ csrf }),
    });
    expect(answer.status).toBe(409);
  });

  test('nobody is sent to a provider that is switched off', async () => {
    for (const path of ['/sign-in/facebook', '/sign-in/facebook/callback?code=1&state=2']) {
      expect((await portal.visitor().open(path)).status).toBe(404);
    }
    const page = await portal.visitor().open('/sign-in?locale=en');
    expect(page.text).not.toMatch(/Facebook|Access by token/);
  });

  test('an unknown account is not asked for a code that cannot be sent', async () => {
    const page = await comeFrom(portal.visitor(), 'Google', GOOGLE_PEOPLE.unverified);
    expect(page.text).toContain('Sign in another way first');
  });
});
