import type { Browser, Page } from 'playwright-core';
import {
  aClock,
  choosePassword,
  enterAppCode,
  enterPassword,
  PASSWORD,
  setUpApp,
  setUpPhone,
} from '../support/a-second-step';
import { barriersOn } from '../support/barriers';
import { startBrowser } from '../support/browser';
import { linkFirst } from '../support/first-link';
import { oneTimePassword } from '../support/one-time-password';
import { startPortal, type RunningPortal } from '../support/start-portal';
import { buttonOf, FACEBOOK_PEOPLE, GOOGLE_PEOPLE } from '../support/start-stand-ins';

const FINANCE = 'finance@lojaazul.example';

describe('every page of the door and of the account, in a browser', () => {
  const clock = aClock();
  let portal: RunningPortal;
  let browser: Browser;
  let key: string;
  beforeAll(async () => {
    portal = await startPortal({ now: clock.now, providers: {} });
    browser = await startBrowser();
    const inside = portal.visitor();
    const facebook = { name: 'Facebook', person: FACEBOOK_PEOPLE.owner, email: FINANCE } as const;
    await linkFirst(portal, inside, facebook);
    await choosePassword(inside);
    ({ key } = await setUpApp(inside, clock.now));
    await setUpPhone(portal, inside, '+5511912345678');
    const trusted = portal.visitor();
    clock.pass(30);
    const asked = await enterPassword(trusted, FINANCE);
    asked.formWith('app_code').choose('Do not ask again');
    await enterAppCode(asked, oneTimePassword(key, clock.now()));
  }, 60_000);
  beforeEach(() => clock.pass(86_400));
  afterAll(async () => {
    await browser.close();
    await portal.stop();
  });

  const press = (page: Page, name: string) =>
    page.getByRole('button', { name, exact: true }).first().click();
  const typeAppCode = async (page: Page, code: string) => {
    const field = page.getByLabel('Code from your app');
    await field.fill(code);
    await page.locator('form').filter({ has: field }).getByRole('button').click();
  };

  test.each([
    [320, 'light'],
    [320, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)(
    'whoever uses a keyboard or a screen reader finds no barrier at %i px, %s',
    async (width, colorScheme) => {
      const problems: string[] = [];
      const options = { viewport: { width, height: 800 }, colorScheme, locale: 'en-US' };
      const visit = async () => (await browser.newContext(options)).newPage();
      const look = async (page: Page) => void problems.push(...(await barriersOn(page)));
      const { origin } = portal;

      const stranger = await visit();
      await stranger.goto(`${origin}/sign-in/google?locale=en`);
      await press(stranger, buttonOf(GOOGLE_PEOPLE.unverified));
      await stranger.getByRole('heading', { name: 'First show us' }).waitFor();
      await look(stranger);

      const page = await visit();
      await page.goto(`${origin}/sign-in/password?locale=en`);
      await look(page);
      await page.getByLabel('E-mail').fill(FINANCE);
      await page.getByLabel('Password').fill(PASSWORD);
      await press(page, 'Continue');
      await page.getByRole('heading', { name: 'Second step', level: 1 }).waitFor();
      await look(page);
      await page.getByLabel('Do not ask again').first().check();
      await typeAppCode(page, oneTimePassword(key, clock.now()));
      await page.waitForURL('**/tickets');

      for (const path of ['', '/second-step', '/second-step/phone', '/password']) {
        await page.goto(`${origin}/account${path}`);
        await look(page);
      }
      await page.goto(`${origin}/account`);
      await page.getByRole('link', { name: 'Link Google' }).click();
      await press(page, buttonOf(GOOGLE_PEOPLE.owner));
      await page.getByRole('heading', { name: 'Link this Google account?' }).waitFor();
      await look(page);
      await press(page, 'No, do not link it');
      await page.getByRole('heading', { name: 'Your account' }).waitFor();

      clock.pass(11 * 60);
      await page.goto(`${origin}/account/second-step`);
      await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
      await look(page);
      await press(page, 'Send the code');
      await page.getByText('on its way to your telephone').waitFor();
      await look(page);
      await typeAppCode(page, '000000');
      await page.getByText('That is not right').first().waitFor();
      await look(page);
      await typeAppCode(page, oneTimePassword(key, clock.now()));
      await page.getByRole('heading', { name: 'Second step', level: 1 }).waitFor();
      await look(page);

      expect(problems).toEqual([]);
      await Promise.all([page.context().close(), stranger.context().close()]);
    },
    90_000,
  );
});
