import {
  aClock,
  choosePassword,
  enterAppCode,
  enterPassword,
  PASSWORD,
  setUpApp,
} from '../support/a-second-step';
import { askDatabase } from '../support/ask-database';
import { comeFrom } from '../support/at-a-provider';
import { linkFirst } from '../support/first-link';
import { oneTimePassword } from '../support/one-time-password';
import { startPortal, type RunningPortal } from '../support/start-portal';
import { FACEBOOK_PEOPLE, GOOGLE_PEOPLE } from '../support/start-stand-ins';
import type { Page, Visitor } from '../support/visitor';

const FINANCE = 'finance@lojaazul.example';
const OWNER = 'owner@modaverde.example';
const NEWCOMER = 'newcomer@example.com';

describe('the second step', () => {
  const clock = aClock();
  let portal: RunningPortal;
  let key: string;
  let codes: string[];
  beforeAll(async () => {
    portal = await startPortal({ now: clock.now, providers: {} });
    const inside = portal.visitor();
    const [google, facebook] = [GOOGLE_PEOPLE.owner, FACEBOOK_PEOPLE.owner];
    const first = { email: FINANCE, name: 'Facebook', person: facebook } as const;
    await linkFirst(portal, portal.visitor(), first);
    await linkFirst(portal, inside, { email: FINANCE, name: 'Google', person: google });
    await choosePassword(inside);
    ({ key, codes } = await setUpApp(inside, clock.now));
  }, 60_000);
  afterAll(() => portal.stop());

  const codeNow = () => {
    clock.pass(30);
    return oneTimePassword(key, clock.now());
  };
  const firstStep = (visitor = portal.visitor()) => enterPassword(visitor, FINANCE);
  const byCode = async (visitor: Visitor, email: string): Promise<Page> => {
    const options = await visitor.open('/sign-in?locale=en');
    const asked = await options.form('Send').fill('E-mail', email).submit();
    return asked.form('Confirm').fill('Access code', portal.newestCode(email)).submit();
  };
  const isInside = async (visitor: Visitor) =>
    (await visitor.open('/tickets')).url.pathname === '/tickets';

  test('a customer enters with a password and a code from the app', async () => {
    const asked = await firstStep();
    expect(asked.url.pathname).toBe('/sign-in/second-step');
    const panel = await enterAppCode(asked, codeNow());
    expect(panel.url.pathname).toBe('/tickets');
  });

  describe('T-21 who has set it up is asked for it on every way in', () => {
    // Whoever adds a way in adds it here: it leads a visitor through the first step.
    const WAYS: [string, (visitor: Visitor) => Promise<Page>][] = [
      ['password', (visitor) => enterPassword(visitor, FINANCE)],
      ['mailed code', (visitor) => byCode(visitor, FINANCE)],
      ['Google', (visitor) => comeFrom(visitor, 'Google', GOOGLE_PEOPLE.owner)],
      ['Facebook', (visitor) => comeFrom(visitor, 'Facebook', FACEBOOK_PEOPLE.owner)],
    ];
    test.each(WAYS)('%s', async (_, passFirstStep) => {
      const visitor = portal.visitor();
      const asked = await passFirstStep(visitor);
      expect(asked.url.pathname).toBe('/sign-in/second-step');
      expect(await isInside(visitor)).toBe(false);
      await enterAppCode(await visitor.open('/sign-in/second-step'), codeNow());
      expect(await isInside(visitor)).toBe(true);
    });
  });

  test('T-20 between the steps no address of the portal answers as signed in', async () => {
    const visitor = portal.visitor();
    await firstStep(visitor);
    const stranger = portal.visitor();
    const tokens = new Map<Visitor, string>();
    for (const who of [visitor, stranger]) {
      const page = await who.open('/sign-in/password?locale=en');
      tokens.set(
        who,
        page.form('Continue').element.querySelector('[name=csrf]')?.getAttribute('value') ?? '',
      );
    }
    const differing: string[] = [];
    const routes = portal
      .routes()
      .flatMap(({ path, methods }) => methods.map((method) => ({ path, method })));
    for (const { path, method } of routes) {
      const address = path.replace(/:\w+/g, '1');
      const answers = await Promise.all(
        [visitor, stranger].map(async (who) => {
          const csrf = tokens.get(who) ?? '';
          const form = method === 'POST' && { body: new URLSearchParams({ csrf }) };
          const answer = await who.request(address, { method, ...form });
          const text = await answer.text();
          if (/Signed in as|Sign out/.test(text)) differing.push(`${method} ${path}: signed in`);
          // To a provider everybody goes with a state of their own.
          return `${answer.status} ${answer.headers.get('location')?.split('?')[0]}`;
        }),
      );
      const isStep = path.startsWith('/sign-in/second-step');
      if (answers[0] !== answers[1] && !isStep)
        differing.push(`${method} ${path}: ${answers.join(' | ')}`);
    }
    expect(routes.length).toBeGreaterThan(20);
    expect(differing).toEqual([]);
    expect([...visitor.cookies.keys()]).not.toContain('session');
  });

  test('T-45 the session begins with the second step: what was planted before it is dead', async () => {
    const visitor = portal.visitor();
    await firstStep(visitor);
    expect([...visitor.cookies.keys()]).not.toContain('session');
    const halfway = visitor.cookies.get('visit') ?? '';
    visitor.plant('session', 's%3Aplanted.AAAA');
    const panel = await enterAppCode(await visitor.open('/sign-in/second-step'), codeNow());
    expect(panel.url.pathname).toBe('/tickets');
    const session = visitor.cookies.get('session') ?? '';
    expect(session).not.toContain('planted');
    expect([...visitor.cookies.keys()]).not.toContain('visit');
    const late = portal.visitor();
    late.plant('visit', halfway);
    expect((await late.open('/sign-in/second-step')).url.pathname).toBe('/sign-in');
  });

  test('T-22 of one code sent five times at once one is good', async () => {
    const pages = await Promise.all(Array.from({ length: 5 }, () => firstStep()));
    const code = codeNow();
    const answers = await Promise.all(pages.map((page) => enterAppCode(page, code)));
    const inside = answers.filter((page) => page.url.pathname === '/tickets');
    expect(inside).toHaveLength(1);
  });

  test('T-22 a code is refused the second time, and an older one after a newer', async () => {
    const older = codeNow();
    const newer = codeNow();
    expect((await enterAppCode(await firstStep(), newer)).url.pathname).toBe('/tickets');
    const again = await enterAppCode(await firstStep(), newer);
    expect(again.status).toBe(422);
    expect(again.text).toContain('used before');
    expect((await enterAppCode(await firstStep(), older)).status).toBe(422);
  });

  test.each([
    [-2, false],
    [-1, true],
    [0, true],
    [1, false],
    [2, false],
  ])(
    "T-23 the code of step %i lets in: %s, whatever the browser's clock says",
    async (steps, good) => {
      clock.pass(120);
      const headers = { date: clock.now().toUTCString(), 'x-timestamp': String(Date.now()) };
      const asked = await firstStep(portal.visitor(headers));
      const code = oneTimePassword(key, clock.now(), steps);
      const form = asked.formWith('app_code').fill('Code from your app', code);
      const then = new Date(clock.now().getTime() + steps * 30_000);
      for (const name of ['time', 'timestamp', 'now', 'at']) form.set(name, then.toISOString());
      const answer = await form.submit();
      expect(answer.url.pathname === '/tickets').toBe(good);
    },
  );

  test('after five wrong codes the first step is asked again', async () => {
    clock.pass(3_600);
    let page = await firstStep();
    for (let guess = 0; guess < 5; guess += 1) page = await enterAppCode(page, '000000');
    expect(page.status).toBe(422);
    const ended = await enterAppCode(page, codeNow());
    expect(ended.status).toBe(401);
    expect(ended.heading).toBe('Please begin again');
  });

  test('T-19 strangers who guess codes are stopped, the owner in a browser of theirs is not', async () => {
    clock.pass(3_600);
    const home = portal.visitor();
    await enterAppCode(await firstStep(home), codeNow());
    await (await home.open('/tickets')).form('Sign out').submit();
    const statuses: number[] = [];
    for (let guess = 0; guess < 12; guess += 1) {
      statuses.push((await enterAppCode(await firstStep(), '000000')).status);
    }
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 422));
    expect(statuses.slice(10)).toEqual([429, 429]);
    let last = await firstStep();
    for (let guess = 0; guess < 22; guess += 1) {
      if (guess % 10 === 0) clock.pass(601);
      last = await enterAppCode(await firstStep(), '000000');
    }
    expect(last.status).toBe(429);
    expect(last.text).toMatch(/no other one is accepted from here for \d+ hours\. Use a recovery/);
    expect(portal.mails(FINANCE).map(({ subject }) => subject)).toContain(
      'Too many failed sign-ins',
    );
    expect((await enterAppCode(await firstStep(home), codeNow())).url.pathname).toBe('/tickets');
    // Nor is who kept the recovery codes.
    const recovered = (await firstStep())
      .formWith('recovery_code')
      .fill('Recovery code', codes.pop() ?? '');
    expect((await recovered.submit()).url.pathname).toBe('/tickets');
  });

  test('T-26 a recovery code opens once, as people type it, and its owner is told', async () => {
    clock.pass(3_600);
    expect(codes.length).toBeGreaterThanOrEqual(9);
    const code = codes.pop() ?? '';
    const typed = code.toUpperCase().replaceAll('-', ' ');
    const use = async () =>
      (await firstStep()).formWith('recovery_code').fill('Recovery code', typed).submit();
    expect((await use()).url.pathname).toBe('/tickets');
    const [told] = portal.mails(FINANCE).filter(({ subject }) => /recovery code/.test(subject));
    expect(told?.subject).toBe('A recovery code was used');
    expect(told?.text).not.toContain(code);
    const again = await use();
    expect(again.status).toBe(422);
    expect(again.text).toContain('not one of your unused recovery codes');
  });

  test('T-26 of a recovery code used in parallel one use is good', async () => {
    clock.pass(3_600);
    const code = codes.pop() ?? '';
    const pages = await Promise.all(Array.from({ length: 5 }, () => firstStep()));
    const answers = await Promise.all(
      pages.map((page) => page.formWith('recovery_code').fill('Recovery code', code).submit()),
    );
    expect(answers.filter((page) => page.url.pathname === '/tickets')).toHaveLength(1);
  });

  test('a trusted browser skips the second step for ten days, until that is revoked', async () => {
    clock.pass(3_600);
    const visitor = portal.visitor();
    const asked = await firstStep(visitor);
    const form = asked.formWith('app_code').fill('Code from your app', codeNow());
    await form.choose('Do not ask again in this browser for 10 days').submit();
    const leave = async () => (await visitor.open('/tickets')).form('Sign out').submit();
    await leave();
    expect((await firstStep(visitor)).url.pathname).toBe('/tickets');
    await leave();
    // It is trusted with this person, not with whoever sits before it.
    await (await byCode(visitor, OWNER)).form('Sign out').submit();
    clock.pass(9 * 86_400);
    const page = await firstStep(visitor);
    expect(page.url.pathname).toBe('/tickets');
    const account = await visitor.open('/account');
    const ended = await account.form('Stop trusting it').submit();
    expect(ended.text).toContain('The second step will be asked there again.');
    await leave();
    expect((await firstStep(visitor)).url.pathname).toBe('/sign-in/second-step');
  });

  test('trust ends by itself after ten days', async () => {
    clock.pass(86_400);
    const visitor = portal.visitor();
    const form = (await firstStep(visitor)).formWith('app_code');
    form.fill('Code from your app', codeNow());
    await form.choose('Do not ask again in this browser for 10 days').submit();
    await (await visitor.open('/tickets')).form('Sign out').submit();
    clock.pass(10 * 86_400 + 1);
    expect((await firstStep(visitor)).url.pathname).toBe('/sign-in/second-step');
  });

  test('the second step is asked where the first was passed, and ten minutes at most', async () => {
    clock.pass(86_400);
    const visitor = portal.visitor();
    const asked = await firstStep(visitor);
    expect((await portal.visitor().open('/sign-in/second-step')).url.pathname).toBe('/sign-in');
    clock.pass(601);
    expect((await enterAppCode(asked, oneTimePassword(key, clock.now()))).status).toBe(401);
    expect(await isInside(visitor)).toBe(false);
  });

  test('T-32 the database holds argon2id hashes, sealed keys and no code', async () => {
    const rows = async (table: string) =>
      JSON.stringify(await askDatabase(portal.databaseUrl, `select * from ${table}`));
    const passwords = await rows('passwords');
    expect(passwords).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(passwords).not.toContain(PASSWORD);
    expect(await rows('authenticators')).not.toContain(key);
    const kept = await rows('recovery_codes');
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.some((code) => kept.includes(code.replaceAll('-', '')))).toBe(false);
  });

  test('T-25 who began and did not confirm has no second step', async () => {
    const visitor = await portal.signIn(NEWCOMER);
    const setup = await visitor.open('/account/second-step');
    const begun = await setup.form('Set up an app').submit();
    await begun.form('Confirm').fill('Code from your app', '000000').submit();
    expect((await visitor.open('/account/second-step')).text).toContain('Set up an app');
    expect((await byCode(portal.visitor(), NEWCOMER)).url.pathname).toBe('/tickets');
  });
});
