import { AppError } from '../../src/errors';
import { aClock, choosePassword, PASSWORD, setUpApp, setUpPhone } from '../support/a-second-step';
import { askDatabase } from '../support/ask-database';
import { anotherThan } from '../support/codes';
import { oneTimePassword } from '../support/one-time-password';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Page, Visitor } from '../support/visitor';

const BY_APP = 'finance@lojaazul.example';
const BY_SMS = 'owner@modaverde.example';
const NUMBER = '+525512345678';

describe('whoever has a second step shows who they are by it or by the password', () => {
  const clock = aClock();
  let portal: RunningPortal;
  let atDesk: Visitor;
  let atPhone: Visitor;
  let key: string;
  beforeAll(async () => {
    portal = await startPortal({ now: clock.now });
    atDesk = await portal.signIn(BY_APP);
    await choosePassword(atDesk);
    ({ key } = await setUpApp(atDesk, clock.now));
    atPhone = await portal.signIn(BY_SMS);
    await setUpPhone(portal, atPhone, NUMBER);
  }, 60_000);
  beforeEach(() => clock.pass(11 * 60));
  afterAll(() => portal.stop());

  const codeNow = () => {
    clock.pass(30);
    return oneTimePassword(key, clock.now());
  };
  const ask = async (visitor: Visitor): Promise<Page> => visitor.open('/account/second-step');
  const awaitMessage = () => atPhone.open('/account/proof?sent=sms');
  const answer = (page: Page, label: string, typed: string) => {
    const field = page.root.querySelectorAll('form').find((form) => form.text.includes(label));
    const proof = field?.querySelector('[name=proof]')?.getAttribute('value') ?? '';
    return page.formWith('answer').set('proof', proof).set('answer', typed).submit();
  };

  test('a code of the app brings them where they wanted to go, under a new session id', async () => {
    const before = atDesk.cookies.get('session');
    const asked = await ask(atDesk);
    expect([asked.path, asked.heading]).toEqual(['/account/proof', 'Confirm that it is you']);
    expect(asked.text).not.toContain('Code by e-mail');
    const code = codeNow();
    const back = await answer(asked, 'Code from your app', code.replace(/^.../, '$& '));
    expect(back.path).toBe('/account/second-step');
    expect(atDesk.cookies.get('session')).not.toBe(before);

    clock.pass(11 * 60);
    const again = await answer(await ask(atDesk), 'Code from your app', code);
    expect(again.status).toBe(422);
    expect(again.has('#app[aria-invalid]')).toBe(true);
  });

  test('the password does as well; a wrong one is told and never shown again', async () => {
    const asked = await ask(atDesk);
    const refused = await answer(asked, 'Password', 'not my password');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('That is not right');
    expect(refused.html).not.toContain('not my password');
    expect(refused.has('#password[aria-invalid]')).toBe(true);
    expect((await answer(asked, 'Password', '')).text).toContain('Enter your password');
    expect((await ask(atDesk)).path).toBe('/account/proof');
    expect((await answer(asked, 'Password', PASSWORD)).path).toBe('/account/second-step');
  });

  test('a text message is good in the session that asked for it, and once', async () => {
    const asked = await ask(atPhone);
    expect(asked.text).not.toContain('Password');
    expect(asked.texts('h2')).toEqual(['Text message']);
    const sent = await asked.form('Send the code').submit();
    expect([sent.path, sent.status]).toEqual(['/account/proof?sent=sms', 200]);
    expect(sent.text).toContain('A code is on its way to your telephone');
    const code = portal.newestCode(NUMBER);
    const wrong = await answer(sent, 'Code from the text message', anotherThan(code));
    expect([wrong.status, wrong.has('#sms[aria-invalid]')]).toEqual([422, true]);

    const before = atPhone.cookies.get('session') ?? '';
    const back = await answer(sent, 'Code from the text message', code);
    expect(back.path).toBe('/account/second-step');
    expect(atPhone.cookies.get('session')).not.toBe(before);

    clock.pass(11 * 60);
    const again = await answer(await awaitMessage(), 'Code from the text message', code);
    expect(again.status).toBe(422);
  });

  test('a text message that another session asked for proves nothing', async () => {
    const elsewhere = portal.visitor();
    const options = await elsewhere.open('/sign-in?locale=en');
    const typed = await options.form('Send').fill('E-mail', BY_SMS).submit();
    const step = await typed
      .form('Confirm')
      .fill('Access code', portal.newestCode(BY_SMS))
      .submit();
    await step.form('Send me a code').submit();
    const code = portal.newestCode(NUMBER);
    const refused = await answer(await awaitMessage(), 'Code from the text message', code);
    expect([refused.status, refused.has('#sms[aria-invalid]')]).toEqual([422, true]);
    expect((await ask(atPhone)).path).toBe('/account/proof');
  });

  test('a proof that is not theirs to give is not found', async () => {
    const asked = await ask(atPhone);
    const csrf = asked.form('Sign out').element.querySelector('input')?.getAttribute('value') ?? '';
    for (const proof of ['app', 'password', 'code']) {
      const body = new URLSearchParams({ csrf, proof, answer: '123456' });
      const told = await atPhone.request('/account/proof', { method: 'POST', body });
      expect(told.status).toBe(404);
    }
    const body = new URLSearchParams({ csrf });
    const mails = portal.mails(BY_SMS).length;
    expect((await atPhone.request('/account/proof/code', { method: 'POST', body })).status).toBe(
      404,
    );
    expect(portal.mails(BY_SMS)).toHaveLength(mails);
  });

  test('T-07 every try counts, of whatever kind, and the page says how long to wait', async () => {
    clock.pass(3_600);
    const asked = await ask(atDesk);
    const statuses: number[] = [];
    for (let time = 0; time < 5; time += 1) {
      statuses.push((await answer(asked, 'Password', `wrong ${time}`)).status);
      statuses.push((await answer(asked, 'Code from your app', '000000')).status);
    }
    expect(statuses).toEqual(Array<number>(10).fill(422));
    const shut = await answer(asked, 'Password', PASSWORD);
    expect(shut.status).toBe(429);
    expect(shut.text).toMatch(/too many tries. Wait \d+ minutes?/);
    expect(Number(shut.headers.get('retry-after'))).toBeGreaterThan(0);
    clock.pass(16 * 60);
    expect((await answer(await ask(atDesk), 'Password', PASSWORD)).path).toBe(
      '/account/second-step',
    );
  });
});

describe('where text messages do not go out', () => {
  const clock = aClock();
  const begin = async (sms: 'fails' | 'none'): Promise<[RunningPortal, Visitor]> => {
    const away = new AppError('unavailable', 'The provider is away.');
    const sender = { send: () => Promise.reject(away) };
    const portal = await startPortal({ now: clock.now, sms: sms === 'none' ? null : sender });
    const visitor = await portal.signIn(BY_SMS);
    await askDatabase(
      portal.databaseUrl,
      `insert into phones (person_id, number, created_at, confirmed_at)
       select id, '${NUMBER}', now(), now() from people where email = '${BY_SMS}'`,
    );
    clock.pass(11 * 60);
    return [portal, visitor];
  };

  test('the page says so, and offers to sign in again', async () => {
    const [portal, visitor] = await begin('fails');
    const asked = await visitor.open('/account/second-step');
    const told = await asked.form('Send the code').submit();
    expect(told.status).toBe(503);
    expect(told.text).toContain('could not be sent just now');
    expect(told.form('Sign in again').element.getAttribute('action')).toBe('/sign-out');
    await portal.stop();
  });

  test('none is offered where none can be sent', async () => {
    const [portal, visitor] = await begin('none');
    const asked = await visitor.open('/account/second-step');
    expect(asked.path).toBe('/account/proof');
    expect(asked.texts('h2')).toEqual([]);
    expect(asked.text).toContain('To confirm that it is you, sign out and sign in again.');
    await portal.stop();
  });
});
