import { spawnSync } from 'node:child_process';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { aClock, PASSWORD } from '../support/a-second-step';
import { barriersOn } from '../support/barriers';
import { startBrowser } from '../support/browser';
import { oneTimePassword } from '../support/one-time-password';
import { startPortal, type RunningPortal } from '../support/start-portal';

const OTHER = 'rather 4nother pass phrase';

describe('password and second step in a browser', () => {
  const clock = aClock();
  let portal: RunningPortal;
  let browser: Browser;
  const violations: string[] = [];
  beforeAll(async () => {
    portal = await startPortal({ now: clock.now });
    browser = await startBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await portal.stop();
  });

  const visit = async (
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<[BrowserContext, Page]> => {
    const context = await browser.newContext({ locale: 'en-US', ...options });
    const page = await context.newPage();
    page.on('console', (message) => {
      const text = message.text();
      // What a refused form is answered with is no fault of the page.
      if (message.type() === 'error' && !text.includes('status of 422')) {
        violations.push(`${page.url()}: ${text}`);
      }
    });
    page.on('pageerror', (error) => violations.push(`${page.url()}: ${error.message}`));
    return [context, page];
  };

  /** As the telephone would show it: by oathtool where it is installed, else by the test's own sum. */
  const codeOf = (key: string): string => {
    clock.pass(30);
    const at = `@${Math.floor(clock.now().getTime() / 1000)}`;
    const tool = spawnSync('oathtool', ['--totp', '--base32', `--now=${at}`, key]);
    return tool.status === 0 ? String(tool.stdout).trim() : oneTimePassword(key, clock.now());
  };
  const press = (page: Page, name: string) =>
    page.getByRole('button', { name, exact: true }).first().click();
  const choosePassword = async (page: Page, email: string, password: string) => {
    await page.goto(`${portal.origin}/sign-in?locale=en`);
    await page.getByRole('link', { name: 'E-mail and password' }).click();
    await page.getByRole('link', { name: /forgot your password/ }).click();
    await page.getByLabel('E-mail').fill(email);
    await press(page, 'Send me a code');
    await page.getByLabel('Access code').fill(portal.newestCode(email));
    await page.getByLabel('New password').fill(password);
    await press(page, 'Set this password');
  };
  const enterPassword = async (page: Page, email: string, password: string) => {
    await page.goto(`${portal.origin}/sign-in/password`);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await press(page, 'Continue');
    await page.getByRole('heading', { name: 'Second step', level: 1 }).waitFor();
  };
  const confirm = async (page: Page, label: string, code: string) => {
    const form = page.locator('form').filter({ has: page.getByLabel(label) });
    await form.getByLabel(label).fill(code);
    await form.getByRole('button').click();
  };

  test.each([
    ['on a phone in the dark', 'finance@lojaazul.example', 320, 'dark', true],
    ['at a desk in daylight', 'owner@lojaazul.example', 1280, 'light', true],
    ['with JavaScript off', 'newcomer@example.com', 1280, 'light', false],
  ] as const)(
    'a first password, an app, a recovery code and a forgotten password: %s',
    async (_, email, width, colorScheme, javaScriptEnabled) => {
      const [context, page] = await visit({
        viewport: { width, height: 800 },
        ...{ colorScheme, javaScriptEnabled },
      });
      const barriers: string[] = [];
      const look = async () => {
        // axe is a script.
        if (javaScriptEnabled) barriers.push(...(await barriersOn(page)));
      };

      await choosePassword(page, email, PASSWORD);
      await page.getByText('Your password works once').waitFor();
      await look();
      await press(page, 'Set up an app');
      await page.getByRole('img', { name: /QR code/ }).waitFor();
      await look();
      const key = (await page.locator('.key').innerText()).replace(/\s/g, '');
      await confirm(page, 'Code from your app', codeOf(key));
      await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
      await look();
      const codes = await page.locator('.codes code').allInnerTexts();
      expect(codes).toHaveLength(10);
      await page.getByRole('link', { name: 'I have kept them' }).click();
      await page.getByText('The second step is set up.').waitFor();
      await press(page, 'Sign out');

      await page.goto(`${portal.origin}/sign-in/password`);
      await look();
      await enterPassword(page, email, PASSWORD);
      await confirm(page, 'Code from your app', '000000');
      await page.getByText('The access code is incorrect').first().waitFor();
      await look();
      await confirm(page, 'Code from your app', codeOf(key));
      await page.waitForURL('**/tickets');
      await press(page, 'Sign out');

      await choosePassword(page, email, OTHER);
      await page.getByText('Your new password is set').waitFor();
      await look();
      await enterPassword(page, email, OTHER);
      await page.getByText('Use a recovery code').click();
      await confirm(page, 'Recovery code', codes[0] ?? '');
      await page.waitForURL('**/tickets');
      expect(barriers).toEqual([]);
      await context.close();
    },
    90_000,
  );

  test('a telephone, its code read from the mailbox page, and a browser that is trusted', async () => {
    const email = 'owner@modaverde.example';
    const [context, page] = await visit({ viewport: { width: 360, height: 800 } });
    const read = async () => {
      const mailbox = await context.newPage();
      await mailbox.goto(`${portal.origin}/dev/mailbox?to=%2B525512345678`);
      const text = await mailbox.locator('.words').first().innerText();
      await mailbox.close();
      return /\d{6}/.exec(text)?.[0] ?? '';
    };
    await choosePassword(page, email, PASSWORD);
    await page.getByRole('link', { name: 'Set up a telephone' }).click();
    expect(await barriersOn(page)).toEqual([]);
    await page.getByLabel('Telephone number').fill('+52 55 1234 5678');
    await press(page, 'Send a code to this number');
    await page.getByText('on its way to +52').waitFor();
    expect(await barriersOn(page)).toEqual([]);
    await confirm(page, 'Code from the text message', await read());
    await page.getByRole('link', { name: 'I have kept them' }).click();
    await press(page, 'Sign out');

    await enterPassword(page, email, PASSWORD);
    clock.pass(1);
    await press(page, 'Send me a code');
    await page.getByText('on its way to +52').waitFor();
    expect(await barriersOn(page)).toEqual([]);
    await page.getByLabel('Do not ask again in this browser').check();
    await confirm(page, 'Code from the text message', await read());
    await page.waitForURL('**/tickets');
    await press(page, 'Sign out');
    await page.goto(`${portal.origin}/sign-in/password`);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await press(page, 'Continue');
    await page.waitForURL('**/tickets');
    await context.close();
  }, 60_000);

  test('no page breaks its own content security policy or fails in a script', () => {
    expect(violations).toEqual([]);
  });
});
