import { SIGN_IN_LIMITS } from '../../src/domain/sign-in-rules';
import {
  aClock,
  choosePassword,
  enterAppCode,
  enterPassword,
  PASSWORD,
  setUpApp,
} from '../support/a-second-step';
import { anotherThan } from '../support/codes';
import { oneTimePassword } from '../support/one-time-password';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Page, Visitor } from '../support/visitor';

const FINANCE = 'finance@lojaazul.example';
const OWNER = 'owner@lojaazul.example';
const VERDE = 'owner@modaverde.example';
const NEWCOMER = 'newcomer@example.com';
const STRANGER = 'stranger@nowhere.example';
const DAY = 86_400;
const tries = SIGN_IN_LIMITS.password;
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
    return async (
      email: string,
      password: string,
      from = '203.0.113.1',
      more: Record<string, string> = {},
    ) => {
      const typed = { csrf: csrf?.getAttribute('value') ?? '', email, password };
      return visitor.request('/sign-in/password', {
        method: 'POST',
        headers: { 'x-forwarded-for': from, 'x-real-ip': from, forwarded: `for=${from}`, ...more },
        body: new URLSearchParams(typed),
      });
    };
  };

  test('T-19 a thousand guesses at one customer are slowed, and at a stranger alike', async () => {
    const guess = await guesser();
    const guessAt = async (email: string) => {
      clock.pass(900);
      const statuses: number[] = [];
      for (let round = 0; round < 100; round += 1) {
        const some = Array.from({ length: 10 }, (_, time) =>
          guess(email, `wrong words ${round} ${time}`, `203.0.113.${round}`),
        );
        for (const answer of await Promise.all(some)) {
          statuses.push(answer.status);
          expect(answer.headers.get('retry-after') !== null).toBe(answer.status === 429);
        }
      }
      return statuses;
    };
    const known = await guessAt(FINANCE);
    expect(known.filter((status) => status === 422)).toHaveLength(tries.address[0]!.most);
    expect(known.slice(tries.address[0]!.most).every((status) => status === 429)).toBe(true);
    // The right password is no way around the wait, but a browser of the owner's is.
    const refused = await enterPassword(portal.visitor(), FINANCE);
    expect(refused.status).toBe(429);
    expect((await enterPassword(inside, FINANCE)).url.pathname).toBe('/sign-in/second-step');
    expect(await guessAt(STRANGER)).toEqual(known);
  }, 60_000);

  test('T-19 how long to wait is told on the form, the address kept, and to programs', async () => {
    clock.pass(900);
    const guess = await guesser();
    for (let time = 0; time < tries.address[0]!.most; time += 1) await guess(STRANGER, 'wrong');
    const refused = await enterPassword(portal.visitor(), STRANGER);
    expect(refused.status).toBe(429);
    expect(refused.text).toMatch(/Too many wrong tries\. Try again in 10 minutes/);
    expect(refused.form('Continue').value('E-mail')).toBe(STRANGER);
    const answer = await guess(STRANGER, 'wrong', undefined, { accept: 'application/json' });
    expect(answer.status).toBe(429);
    expect(await answer.json()).toMatchObject({
      error: {
        code: 'rate_limited',
        field: 'password',
        message: expect.stringMatching(/^Too many wrong tries/) as string,
      },
    });
  });

  test('T-19 one password tried on a thousand addresses is slowed, whatever X-Forwarded-For says', async () => {
    clock.pass(900);
    const guess = await guesser();
    const statuses: number[] = [];
    for (let round = 0; round < 100; round += 1) {
      const some = Array.from({ length: 10 }, (_, number) =>
        guess(`person${round}-${number}@nowhere.example`, 'one 0f them', `203.0.113.${round}`),
      );
      statuses.push(...(await Promise.all(some)).map(({ status }) => status));
    }
    const { most } = tries.network[0]!;
    expect(statuses.filter((status) => status === 422)).toHaveLength(most);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1_000 - most);
  }, 60_000);

  test('T-19 after a hundred failures in a row waiting helps strangers no more, a new password does', async () => {
    clock.pass(8 * DAY);
    // What was right last forgets what was wrong before.
    await enterPassword(portal.visitor(), FINANCE);
    const guess = await guesser();
    const statuses: number[] = [];
    for (let time = 0; time < 300; time += 1) {
      if (time % 10 === 0) clock.pass(7_201);
      statuses.push((await guess(FINANCE, `wrong words ${time}`)).status);
    }
    expect(statuses.filter((status) => status === 422)).toHaveLength(tries.address.at(-1)!.most);
    expect(statuses.at(-1)).toBe(429);
    expect(subjects(FINANCE)).toContain('Too many failed sign-ins');
    clock.pass(601);
    const closed = await enterPassword(portal.visitor(), FINANCE);
    expect(closed.status).toBe(429);
    expect(closed.text).toMatch(/cannot sign in with a password from here for \d+ (hours|days)/);
    const asked = await askReset(FINANCE);
    await reset(asked, portal.newestCode(FINANCE), PASSWORD);
    expect((await enterPassword(portal.visitor(), FINANCE)).url.pathname).toBe(
      '/sign-in/second-step',
    );
  }, 60_000);

  test('codes to choose a password are mailed as often as all others, and refused on their form', async () => {
    clock.pass(900);
    const options = await portal.visitor().open('/sign-in?locale=en');
    await options.form('Send').fill('E-mail', VERDE).submit();
    const { most } = SIGN_IN_LIMITS.code_mail.address[0]!;
    for (let time = 1; time < most; time += 1) expect((await askReset(VERDE)).status).toBe(200);
    const refused = await askReset(VERDE);
    expect(refused.status).toBe(429);
    expect(refused.text).toMatch(/Too many codes were asked for.*try again in 15 minutes/);
    expect(refused.form('Send me a code').value('E-mail')).toBe(VERDE);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    clock.pass(900);
  });

  test('wrong codes are counted with the tries that are left, and limited over new ones', async () => {
    clock.pass(900);
    const answers: Page[] = [];
    for (let round = 0; round < 3; round += 1) {
      const asked = await askReset(VERDE);
      const wrong = anotherThan(portal.newestCode(VERDE));
      for (let guess = 0; guess < 4; guess += 1) answers.push(await reset(asked, wrong, OTHER));
    }
    expect(answers[0]?.text).toContain('Tries left with this code: 4');
    expect(answers.map(({ status }) => status).slice(9, 11)).toEqual([422, 429]);
    expect(answers.at(-1)?.text).toContain('Too many wrong tries. Try again in');
    clock.pass(900);
  });

  test('a code to choose a password is mailed in the language of its owner', async () => {
    clock.pass(900);
    const visitor = portal.visitor();
    const options = await visitor.open('/sign-in/password/reset?locale=es');
    await options.form('Enviarme un código').fill('E-mail', FINANCE).submit();
    expect(subjects(FINANCE)[0]).toBe('Your code to choose a password');
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
