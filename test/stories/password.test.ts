import {
  aClock,
  choosePassword,
  enterAppCode,
  enterPassword,
  PASSWORD,
  setUpApp,
} from '../support/a-second-step';
import { oneTimePassword } from '../support/one-time-password';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Page, Visitor } from '../support/visitor';

const FINANCE = 'finance@lojaazul.example';
const OWNER = 'owner@lojaazul.example';
const VERDE = 'owner@modaverde.example';
const NEWCOMER = 'newcomer@example.com';
const STRANGER = 'stranger@nowhere.example';
const OTHER = 'rather 4nother pass phrase';

describe('the password', () => {
  const clock = aClock();
  let portal: RunningPortal;
  let inside: Visitor;
  let key: string;
  beforeAll(async () => {
    portal = await startPortal({ now: clock.now });
    inside = await portal.signIn(FINANCE);
    await choosePassword(inside);
    ({ key } = await setUpApp(inside, clock.now));
  }, 60_000);
  afterAll(() => portal.stop());

  const askReset = async (email: string, visitor = portal.visitor()): Promise<Page> => {
    const page = await visitor.open('/sign-in/password/reset?locale=en');
    return page.form('Send me a code').fill('E-mail', email).submit();
  };
  const reset = (page: Page, code: string, password: string) =>
    page
      .form('Set this password')
      .fill('Access code', code)
      .fill('New password', password)
      .submit();
  const subjects = (email: string) => portal.mails(email).map(({ subject }) => subject);

  test.each([
    ['kx9wqz7', 'too short'],
    ['kx9w'.repeat(65), 'too long'],
    ['password1234567', 'Many people use this password'],
    ['qwertyuiop', 'Many people use this password'],
    ['lojaazul2026', 'made of your name, your address or your store'],
    ['Fábio lojaazul', 'made of your name, your address or your store'],
    ['vtex vtex 9', 'made of your name, your address or your store'],
  ])('T-15 T-17 %j is refused with its reason', async (password, sentence) => {
    const refused = await choosePassword(inside, password);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(sentence);
  });

  const freshFinance = async () => {
    const visitor = portal.visitor();
    clock.pass(30);
    await enterAppCode(await enterPassword(visitor, FINANCE), oneTimePassword(key, clock.now()));
    return visitor;
  };

  test.each([
    ['eight characters', 'kx9w qz7'],
    ['sixty-four', 'kx9w qz7m '.repeat(7).slice(0, 63) + 'Z'],
    ['a hundred and twenty-eight, with spaces and emoji', `${'🌵 kx9wqz7m '.repeat(12)}and a Tail`],
  ])('T-16 %s are taken whole', async (_, password) => {
    clock.pass(900);
    const visitor = await freshFinance();
    expect((await choosePassword(visitor, password)).url.pathname).toBe('/account/second-step');
    const enter = async (typed: string) =>
      (await enterPassword(portal.visitor(), FINANCE, typed)).url.pathname;
    expect(await enter(password)).toBe('/sign-in/second-step');
    expect(await enter(password.normalize('NFD'))).toBe('/sign-in/second-step');
    const variants = [
      `${password.slice(0, -1)}_`,
      password.slice(0, -1),
      password.toUpperCase(),
      password + 'x',
      Buffer.from(password).subarray(0, 72).toString(),
    ].filter((variant) => variant !== password);
    for (const variant of variants) expect(await enter(variant)).toBe('/sign-in/password');
    clock.pass(900);
    await choosePassword(await freshWith(password), PASSWORD);
  });

  const freshWith = async (password: string) => {
    const visitor = portal.visitor();
    clock.pass(30);
    const asked = await enterPassword(visitor, FINANCE, password);
    await enterAppCode(asked, oneTimePassword(key, clock.now()));
    return visitor;
  };

  test('an unknown address, one without a password and a wrong password are answered alike', async () => {
    clock.pass(900);
    const answers = await Promise.all(
      [STRANGER, VERDE, FINANCE].map(async (email) => {
        const page = await enterPassword(portal.visitor(), email, 'some 0ther words');
        const headers = [...page.headers].filter(([name]) => !/request-id|date|length/.test(name));
        return { status: page.status, text: page.text, headers, path: page.path };
      }),
    );
    expect(answers[0]?.status).toBe(422);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  /** Guesses without looking, one request each. */
  const guesser = async () => {
    const visitor = portal.visitor();
    const page = await visitor.open('/sign-in/password?locale=en');
    const csrf = page.form('Continue').element.querySelector('[name=csrf]');
    return async (email: string, password: string, from = '203.0.113.1') => {
      const typed = { csrf: csrf?.getAttribute('value') ?? '', email, password };
      return visitor.request('/sign-in/password', {
        method: 'POST',
        headers: { 'x-forwarded-for': from, 'x-real-ip': from, forwarded: `for=${from}` },
        body: new URLSearchParams(typed),
      });
    };
  };

  test('T-19 a thousand guesses at one customer are slowed, and at a stranger alike', async () => {
    clock.pass(900);
    const guess = await guesser();
    const guessAt = async (email: string) => {
      const statuses: number[] = [];
      for (let time = 0; time < 15; time += 1) {
        const answer = await guess(email, `wrong words ${time}`, `203.0.113.${time}`);
        statuses.push(answer.status);
        expect(answer.headers.get('retry-after') !== null).toBe(answer.status === 429);
      }
      return statuses;
    };
    const known = await guessAt(FINANCE);
    expect(known.slice(0, 10).every((status) => status === 422)).toBe(true);
    expect(known.slice(10)).toEqual([429, 429, 429, 429, 429]);
    expect(await guessAt(STRANGER)).toEqual(known);
    expect(subjects(FINANCE)).toContain('Too many failed sign-ins');
    expect(subjects(STRANGER)).toEqual([]);
    // The right password is no way around the wait, but a browser of the owner's is.
    expect((await enterPassword(portal.visitor(), FINANCE)).status).toBe(429);
    expect((await enterPassword(inside, FINANCE)).url.pathname).toBe('/sign-in/second-step');
  });

  test('T-19 one password tried on many addresses is slowed, whatever X-Forwarded-For says', async () => {
    clock.pass(900);
    const guess = await guesser();
    const statuses: number[] = [];
    for (let time = 0; time < 64; time += 1) {
      const email = `person${time}@nowhere.example`;
      statuses.push((await guess(email, 'one 0f them', `203.0.113.${time}`)).status);
    }
    expect(statuses.slice(0, 60).every((status) => status === 422)).toBe(true);
    expect(statuses.slice(60)).toEqual([429, 429, 429, 429]);
  });

  test('T-19 after eighty failures in a row waiting helps strangers no more, a new password does', async () => {
    const guess = await guesser();
    const statuses: number[] = [];
    for (let time = 0; time < 100; time += 1) {
      if (time % 10 === 0) clock.pass(901);
      statuses.push((await guess(FINANCE, `wrong words ${time}`)).status);
    }
    // Those of the tests before count as well: nothing was right since.
    expect(statuses.filter((status) => status === 422).length).toBeLessThanOrEqual(80);
    expect(statuses.at(-1)).toBe(429);
    clock.pass(901);
    expect((await enterPassword(portal.visitor(), FINANCE)).status).toBe(429);
    const asked = await askReset(FINANCE);
    await reset(asked, portal.newestCode(FINANCE), PASSWORD);
    expect((await enterPassword(portal.visitor(), FINANCE)).url.pathname).toBe(
      '/sign-in/second-step',
    );
  });

  test('a right password without a second step opens nothing, and only then says why', async () => {
    clock.pass(900);
    await choosePassword(await portal.signIn(VERDE));
    const visitor = portal.visitor();
    const right = await enterPassword(visitor, VERDE);
    expect(right.status).toBe(422);
    expect(right.text).toContain('it only works together with a second step');
    expect((await visitor.open('/tickets')).url.pathname).toBe('/sign-in');
    const wrong = await enterPassword(visitor, VERDE, 'some 0ther words');
    expect(wrong.text).not.toContain('second step, and you have none');
  });

  test('a first password begins with a code and leads to the second step', async () => {
    const visitor = portal.visitor();
    const asked = await askReset(NEWCOMER, visitor);
    const setup = await reset(asked, portal.newestCode(NEWCOMER), PASSWORD);
    expect(setup.url.pathname).toBe('/account/second-step');
    expect(setup.text).toContain('Your password works once you have set up a second step.');
    const app = await setUpApp(visitor, clock.now);
    clock.pass(30);
    const step = await enterPassword(portal.visitor(), NEWCOMER);
    const panel = await enterAppCode(step, oneTimePassword(app.key, clock.now()));
    expect(panel.url.pathname).toBe('/tickets');
  });

  test('T-30 a reset does not sign in, keeps the second step, ends sessions and trust', async () => {
    clock.pass(900);
    const elsewhere = portal.visitor();
    const form = (await enterPassword(elsewhere, FINANCE)).formWith('app_code');
    form.fill('Code from your app', oneTimePassword(key, clock.now()));
    await form.choose('Do not ask again in this browser for 10 days').submit();
    expect((await elsewhere.open('/tickets')).url.pathname).toBe('/tickets');

    const visitor = portal.visitor();
    const done = await reset(await askReset(FINANCE, visitor), portal.newestCode(FINANCE), OTHER);
    expect(done.url.pathname).toBe('/sign-in/password');
    expect(done.text).toContain('Your new password is set');
    expect((await visitor.open('/tickets')).url.pathname).toBe('/sign-in');
    expect((await elsewhere.open('/tickets')).url.pathname).toBe('/sign-in');
    expect(subjects(FINANCE)[0]).toBe('Your VTEX support password was changed');

    const step = await enterPassword(elsewhere, FINANCE, OTHER);
    expect(step.url.pathname).toBe('/sign-in/second-step');
    clock.pass(30);
    expect((await enterAppCode(step, oneTimePassword(key, clock.now()))).url.pathname).toBe(
      '/tickets',
    );
    expect((await enterPassword(portal.visitor(), FINANCE)).status).toBe(422);
  });

  test('T-31 a code to choose a password is good once, the newest, in its own browser', async () => {
    clock.pass(900);
    const visitor = portal.visitor();
    const first = await askReset(OWNER, visitor);
    const older = portal.newestCode(OWNER);
    // Two codes are alike once in a million.
    let newer = older;
    while (newer === older) {
      clock.pass(1);
      await askReset(OWNER, visitor);
      newer = portal.newestCode(OWNER);
    }
    expect((await reset(first, older, OTHER)).status).toBe(422);
    const elsewhere = await askReset(STRANGER);
    expect((await reset(elsewhere, newer, OTHER)).status).toBe(422);
    expect((await reset(first, newer, 'password1234')).status).toBe(422);
    expect((await reset(first, newer, OTHER)).url.pathname).toBe('/account/second-step');
    const again = await askReset(STRANGER, visitor);
    expect((await reset(again, newer, PASSWORD)).status).not.toBe(200);
  });

  test('T-31 a code that was asked for before a change is good no more after it', async () => {
    clock.pass(900);
    const asked = await askReset(FINANCE);
    const code = portal.newestCode(FINANCE);
    clock.pass(30);
    await choosePassword(await freshWith(OTHER), PASSWORD);
    expect((await reset(asked, code, OTHER)).status).toBe(422);
    expect((await enterPassword(portal.visitor(), FINANCE)).url.pathname).toBe(
      '/sign-in/second-step',
    );
  });

  test('T-31 ten minutes are its life, and five tries', async () => {
    clock.pass(900);
    const late = await askReset(OWNER);
    const code = portal.newestCode(OWNER);
    clock.pass(601);
    expect((await reset(late, code, OTHER)).status).toBe(422);
    const asked = await askReset(OWNER);
    const right = portal.newestCode(OWNER);
    const wrong = right === '000000' ? '111111' : '000000';
    for (let time = 0; time < 5; time += 1) await reset(asked, wrong, OTHER);
    expect((await reset(asked, right, OTHER)).status).toBe(422);
  });

  test('T-31 a forged Host changes nothing that is mailed, and a stranger gets no mail', async () => {
    clock.pass(900);
    await askReset(FINANCE, portal.visitor({ 'x-forwarded-host': 'evil.example' }));
    expect(portal.mails(FINANCE)[0]?.text).not.toMatch(/https?:|evil/);
    const known = await askReset(FINANCE);
    const unknown = await askReset(STRANGER);
    expect([unknown.status, unknown.path, unknown.text]).toEqual([
      known.status,
      known.path,
      known.text,
    ]);
    expect(portal.mails(STRANGER)).toHaveLength(0);
  });

  test('switched off, the way in by password is not there', async () => {
    const without = await startPortal({ signIn: { waysIn: ['code'] } });
    try {
      const visitor = without.visitor();
      expect((await visitor.open('/sign-in?locale=en')).text).not.toMatch(/password/i);
      for (const path of ['/sign-in/password', '/sign-in/password/reset', '/account/password']) {
        expect((await visitor.open(path)).status).toBe(404);
      }
    } finally {
      await without.stop();
    }
  });
});
