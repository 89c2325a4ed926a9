import { AppError } from '../../src/errors';
import {
  aClock,
  choosePassword,
  enterPassword,
  setUpApp,
  setUpPhone,
} from '../support/a-second-step';
import { anotherThan, askCode, typeCode } from '../support/codes';
import { oneTimePassword } from '../support/one-time-password';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Page, Visitor } from '../support/visitor';

const FINANCE = 'finance@lojaazul.example';
const OWNER = 'owner@lojaazul.example';
const VERDE = 'owner@modaverde.example';
const NEWCOMER = 'newcomer@example.com';
const NUMBER = '+5521998765432';

const askFor = async (visitor: Visitor, number: string): Promise<Page> => {
  const page = await visitor.open('/account/second-step/phone?locale=en');
  return page.form('Send a code to this number').fill('Telephone number', number).submit();
};

describe('the second step by text message', () => {
  const clock = aClock();
  let portal: RunningPortal;
  beforeAll(async () => {
    portal = await startPortal({ now: clock.now });
  }, 60_000);
  afterAll(() => portal.stop());

  test('T-27 the number is proved first, the risk is told and the app is offered', async () => {
    const visitor = await portal.signIn(FINANCE);
    const page = await visitor.open('/account/second-step/phone?locale=en');
    expect(page.text).toContain('Text messages can be read by others');
    expect(page.link('Rather set up an app')).toBe('/account/second-step');
    const asked = await askFor(visitor, '+55 (21) 99876-5432');
    expect(asked.text).toContain('on its way to +55 •••• 32');
    expect(portal.mails(NUMBER)).toHaveLength(1);
    expect((await visitor.open('/account/second-step')).text).toContain('Set up a telephone');
    const wrong = asked.form('Confirm').fill('Code from the text message', '000000');
    expect((await wrong.submit()).status).toBe(422);
    const right = asked
      .form('Confirm')
      .fill('Code from the text message', portal.newestCode(NUMBER));
    expect((await right.submit()).heading).toBe('Your recovery codes');
    expect((await visitor.open('/account/second-step')).text).toContain(
      'Codes are sent to +55 •••• 32',
    );
    expect(portal.mails(FINANCE)[0]?.subject).toBe('A second step was set up');
  });

  test('a customer enters with a password and a text message', async () => {
    const inside = await portal.signIn(OWNER);
    await choosePassword(inside);
    await setUpPhone(portal, inside, '+351912345678');
    const asked = await enterPassword(portal.visitor(), OWNER);
    expect(asked.text).not.toContain('Code from your app');
    const sent = await asked.form('Send me a code').submit();
    expect(sent.text).toContain('A code is on its way to +35 •••• 78');
    const code = portal.newestCode('+351912345678');
    const panel = await sent.formWith('sms_code').fill('Code from the text message', code).submit();
    expect(panel.url.pathname).toBe('/tickets');
  });

  test('a code from a message is good in the browser that asked for it, once', async () => {
    const asked = await enterPassword(portal.visitor(), OWNER);
    const elsewhere = await enterPassword(portal.visitor(), OWNER);
    await asked.form('Send me a code').submit();
    const code = portal.newestCode('+351912345678');
    const type = (page: Page) =>
      page.formWith('sms_code').fill('Code from the text message', code).submit();
    expect((await type(elsewhere)).status).toBe(422);
    const tries = await Promise.all([type(asked), type(asked), type(asked)]);
    expect(tries.filter((page) => page.url.pathname === '/tickets')).toHaveLength(1);
  });

  test("T-19 somebody else's code is wrong, and leaves the count of failures as it was", async () => {
    const firstStep = async (visitor: Visitor) =>
      typeCode(await askCode(visitor, FINANCE), portal.newestCode(FINANCE));
    const type = (page: Page, code: string) =>
      page.formWith('sms_code').fill('Code from the text message', code).submit();
    const wrong = async (times: number) => {
      const asked = await firstStep(portal.visitor());
      let page = await asked.form('Send me a code').submit();
      const code = anotherThan(portal.newestCode(NUMBER));
      for (let time = 0; time < times; time += 1) page = await type(page, code);
      return page;
    };
    await wrong(5);
    expect((await wrong(4)).status).toBe(422);
    const both = portal.visitor();
    await (await enterPassword(both, OWNER)).form('Send me a code').submit();
    const own = portal.newestCode('+351912345678');
    expect((await type(await firstStep(both), own)).status).toBe(422);
    expect((await both.open('/tickets')).url.pathname).toBe('/sign-in');
    expect((await wrong(1)).status).toBe(429);
    clock.pass(601);
  });

  test.each([
    ['+447700900123', 'We cannot send text messages to that country'],
    ['+18765550100', 'We cannot send text messages to that country'],
    ['+88213000000', 'We cannot send text messages to that country'],
    ['21998765432', 'Enter the number with a plus sign'],
    ['+5521998765432,+5521998765433', 'Enter the number with a plus sign'],
  ])('T-28 nothing is sent to %s', async (number, sentence) => {
    const visitor = await portal.signIn(VERDE);
    const refused = await askFor(visitor, number);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(sentence);
    expect(refused.form('Send a code to this number').value('Telephone number')).toBe(number);
    expect(portal.mails(number)).toHaveLength(0);
  });

  test('T-28 one number, one person and one neighbourhood of numbers have their limits', async () => {
    clock.pass(86_400);
    const verde = await portal.signIn(VERDE);
    const toOne: number[] = [];
    for (let time = 0; time < 6; time += 1) toOne.push((await askFor(verde, NUMBER)).status);
    expect(toOne).toEqual([200, 200, 200, 200, 200, 429]);

    clock.pass(86_400);
    const rising = async (visitor: Visitor, first: number) => {
      let sent = 0;
      for (let number = first; number < first + 12; number += 1) {
        const answer = await askFor(visitor, `+55${number}`);
        expect(answer.headers.get('retry-after') !== null).toBe(answer.status === 429);
        if (answer.status === 200) sent += 1;
      }
      return sent;
    };
    expect(await rising(await portal.signIn(NEWCOMER), 21_980_000_000)).toBe(10);
    expect(await rising(await portal.signIn(VERDE), 21_980_000_100)).toBe(10);
    const third = portal.visitor();
    const asked = await enterPassword(third, OWNER);
    const sent = await asked.form('Send me a code').submit();
    const code = portal.newestCode('+351912345678');
    await sent.formWith('sms_code').fill('Code from the text message', code).submit();
    expect((await askFor(third, '+5521980000200')).status).toBe(429);
    expect((await askFor(third, '+5521970000200')).status).toBe(200);
  }, 60_000);

  test('T-28 so many leave in a day and no more, whoever asks', async () => {
    const thrifty = await startPortal({ smsPerDay: 3 });
    try {
      const statuses: number[] = [];
      for (const email of [FINANCE, VERDE]) {
        const visitor = await thrifty.signIn(email);
        for (const number of ['+5521912340001', '+5531912340001']) {
          statuses.push((await askFor(visitor, number)).status);
        }
      }
      expect(statuses).toEqual([200, 200, 200, 429]);
    } finally {
      await thrifty.stop();
    }
  });
});

describe('when text messages cannot be sent', () => {
  const clock = aClock();
  let portal: RunningPortal;
  let isDown = false;
  const sent: { to: string; text: string }[] = [];
  beforeAll(async () => {
    const sms = {
      async send(message: { to: string; text: string }) {
        sent.push(message);
        if (isDown) throw new AppError('unavailable', 'The SMS service did not answer.');
      },
    };
    portal = await startPortal({ now: clock.now, sms });
  }, 60_000);
  afterAll(() => portal.stop());

  test('F-43 the page says so after one try, and offers the app and a recovery code', async () => {
    const inside = await portal.signIn(FINANCE);
    await choosePassword(inside);
    const { key } = await setUpApp(inside, clock.now);
    const asked = await askFor(inside, NUMBER);
    const code = /\d{6}/.exec(sent.at(-1)?.text ?? '')?.[0] ?? '';
    await asked.form('Confirm').fill('Code from the text message', code).submit();
    isDown = true;
    const step = await enterPassword(portal.visitor(), FINANCE);
    const before = sent.length;
    const refused = await step.form('Send me a code').submit();
    expect(sent.length).toBe(before + 1);
    expect(refused.status).toBe(503);
    expect(refused.text).toContain('The text message could not be sent just now');
    expect(refused.text).toContain('Use a recovery code');
    clock.pass(30);
    const form = refused.formWith('app_code');
    form.fill('Code from your app', oneTimePassword(key, clock.now()));
    expect((await form.submit()).url.pathname).toBe('/tickets');
  });

  test('where nobody sends any, only the app is offered', async () => {
    const without = await startPortal({ sms: null });
    try {
      const visitor = await without.signIn(FINANCE);
      expect((await visitor.open('/account/second-step')).text).not.toContain('Text message');
      expect((await askFor(visitor, NUMBER)).status).toBe(404);
    } finally {
      await without.stop();
    }
  });
});
