import {
  aClock,
  choosePassword,
  enterAppCode,
  enterPassword,
  keyOn,
  setUpApp,
} from '../support/a-second-step';
import { askDatabase } from '../support/ask-database';
import { oneTimePassword } from '../support/one-time-password';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Visitor } from '../support/visitor';

const FINANCE = 'finance@lojaazul.example';
const OWNER = 'owner@lojaazul.example';
const VERDE = 'owner@modaverde.example';
const NEWCOMER = 'newcomer@example.com';

describe('setting up the second step', () => {
  const clock = aClock();
  let portal: RunningPortal;
  beforeAll(async () => {
    portal = await startPortal({ now: clock.now });
  }, 60_000);
  afterAll(() => portal.stop());

  const subjects = (email: string) => portal.mails(email).map(({ subject }) => subject);
  const setup = (visitor: Visitor) => visitor.open('/account/second-step?locale=en');

  test('T-24 an app is given a key, by picture and by text, this once', async () => {
    const visitor = await portal.signIn(FINANCE);
    const begun = await (await setup(visitor)).form('Set up an app').submit();
    const key = keyOn(begun);
    expect(key).toMatch(/^[A-Z2-7]{32}$/);
    expect(begun.has('svg.qr[aria-label] path')).toBe(true);
    expect(begun.headers.get('cache-control')).toBe('no-store');
    const wrong = await begun.form('Confirm').fill('Code from your app', '000000').submit();
    expect(wrong.status).toBe(422);
    const right = oneTimePassword(key, clock.now());
    const codes = await wrong.form('Confirm').fill('Code from your app', right).submit();
    expect(codes.heading).toBe('Your recovery codes');
    const after = [
      wrong,
      codes,
      await setup(visitor),
      await visitor.open('/account/second-step/phone'),
    ];
    for (const page of after) expect(page.html.replace(/\s/g, '')).not.toContain(key);
    expect((await visitor.request('/account/second-step/app')).status).toBe(405);
  });

  test('T-24 a hundred beginnings are a hundred keys', async () => {
    const visitor = await portal.signIn(NEWCOMER);
    const page = await setup(visitor);
    const keys = new Set<string>();
    for (let time = 0; time < 100; time += 1) {
      keys.add(keyOn(await page.form('Set up an app').submit()));
    }
    expect(keys.size).toBe(100);
  });

  test('T-26 ten recovery codes are shown once, and replaced as a set', async () => {
    const visitor = await portal.signIn(OWNER);
    const { key, codes } = await setUpApp(visitor, clock.now);
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    expect(codes.every((code) => /^[0-9a-z]{4}(-[0-9a-z]{4}){5}$/.test(code))).toBe(true);
    const page = await setup(visitor);
    expect(page.text).toContain('10 unused recovery codes are left');
    expect(codes.some((code) => page.html.includes(code))).toBe(false);

    const renewed = await page.form('Make new recovery codes').submit();
    const fresh = renewed.texts('.codes code');
    expect(fresh).toHaveLength(10);
    expect(subjects(OWNER)[0]).toBe('New recovery codes');
    await choosePassword(visitor);
    const asked = await enterPassword(portal.visitor(), OWNER);
    const old = asked.formWith('recovery_code').fill('Recovery code', codes[0] ?? '');
    expect((await old.submit()).status).toBe(422);
    const good = asked.formWith('recovery_code').fill('Recovery code', fresh[0] ?? '');
    expect((await good.submit()).url.pathname).toBe('/tickets');
    expect(key).toBeTruthy();
  });

  test('T-25 while another app is begun the first one goes on counting', async () => {
    const visitor = await portal.signIn(VERDE);
    await choosePassword(visitor);
    const { key } = await setUpApp(visitor, clock.now);
    const begun = await (await setup(visitor)).form('Set up another app').submit();
    const other = keyOn(begun);
    clock.pass(30);
    const asked = await enterPassword(portal.visitor(), VERDE);
    expect((await enterAppCode(asked, oneTimePassword(other, clock.now()))).status).toBe(422);
    expect((await enterAppCode(asked, oneTimePassword(key, clock.now()))).url.pathname).toBe(
      '/tickets',
    );
    clock.pass(30);
    await begun
      .form('Confirm')
      .fill('Code from your app', oneTimePassword(other, clock.now()))
      .submit();
    clock.pass(30);
    const again = await enterPassword(portal.visitor(), VERDE);
    expect((await enterAppCode(again, oneTimePassword(key, clock.now()))).status).toBe(422);
    expect((await enterAppCode(again, oneTimePassword(other, clock.now()))).url.pathname).toBe(
      '/tickets',
    );
  });

  test('T-29 every change is told to the address, without a secret', async () => {
    const visitor = await portal.signIn(FINANCE);
    const asked = await visitor.open('/sign-in/second-step');
    const [row] = await askDatabase<{ count: string }>(
      portal.databaseUrl,
      `select count(*) from recovery_codes join people on people.id = person_id
       where email = '${FINANCE}' and used_at is null`,
    );
    expect(row?.count).toBe('10');
    expect(asked.url.pathname).toBe('/sign-in/second-step');
    expect(subjects(FINANCE)).toContain('A second step was set up');
    const [told] = portal.mails(FINANCE).filter(({ subject }) => /second step/.test(subject));
    expect(told?.text).not.toMatch(/[A-Z2-7]{32}|[0-9a-z]{4}-[0-9a-z]{4}|https?:/);
  });

  test('T-29 removing the last one is told, and takes codes and trust along', async () => {
    const visitor = await portal.signIn(NEWCOMER);
    const { key } = await setUpApp(visitor, clock.now);
    await choosePassword(visitor);
    const removed = await (await setup(visitor)).form('Remove the app').submit();
    expect(removed.text).toContain('It was removed.');
    expect(removed.text).toContain('Your password works once you have set up a second step.');
    expect(subjects(NEWCOMER)[0]).toBe('A second step was removed');
    expect(subjects(NEWCOMER)).toContain('Your VTEX support password was changed');
    const [row] = await askDatabase<{ count: string }>(
      portal.databaseUrl,
      `select count(*) from recovery_codes join people on people.id = person_id
       where email = '${NEWCOMER}'`,
    );
    expect(row?.count).toBe('0');
    const refused = await enterPassword(portal.visitor(), NEWCOMER);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('it only works together with a second step');
    expect(key).toBeTruthy();
  });

  test('T-18 a session alone, older than ten minutes, changes nothing', async () => {
    const visitor = await portal.signIn(NEWCOMER);
    const page = await setup(visitor);
    const change = await visitor.open('/account/password');
    clock.pass(601);
    const addresses = ['/account/password', '/account/second-step', '/account/second-step/phone'];
    for (const address of addresses) {
      const answer = await visitor.request(address);
      expect([303, 403]).toContain(answer.status);
    }
    const begun = await page.form('Set up an app').submit();
    expect(keyOn(begun)).toBe('');
    await change.form('Set this password').fill('New password', 'another kx9wqz7m').submit();
    const [row] = await askDatabase<{ count: string }>(
      portal.databaseUrl,
      `select count(*) from passwords join people on people.id = person_id
       where email = '${NEWCOMER}' and changed_at > to_timestamp(${clock.now().getTime() / 1000 - 600})`,
    );
    expect(row?.count).toBe('0');
  });
});
