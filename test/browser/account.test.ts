import type { Browser, Page } from 'playwright-core';
import { askDatabase } from '../support/ask-database';
import { barriersOn } from '../support/barriers';
import { startBrowser } from '../support/browser';
import { startPortal, type RunningPortal } from '../support/start-portal';

const EMAIL = 'owner@lojaazul.example';
const HOUR = 3_600_000;

describe('a person and their account, in a browser', () => {
  let portal: RunningPortal;
  let browser: Browser;
  let hours = 0;
  const violations: string[] = [];
  beforeAll(async () => {
    portal = await startPortal({
      now: () => new Date(Date.now() + hours * HOUR),
      signIn: { waysIn: ['code', 'google', 'facebook', 'password'] },
    });
    browser = await startBrowser();
  }, 60_000);
  afterEach(() => void (hours += 48));
  afterAll(async () => {
    await browser.close();
    await portal.stop();
  });

  const signIn = async (options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> => {
    const page = await (await browser.newContext({ locale: 'en-US', ...options })).newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') violations.push(`${page.url()}: ${message.text()}`);
    });
    await page.goto(`${portal.origin}/sign-in?locale=en`);
    await page.getByLabel('E-mail').fill(EMAIL);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByLabel('Access code').fill(portal.newestCode(EMAIL));
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.waitForURL('**/tickets');
    return page;
  };

  test.each([[true], [false]])(
    'T-52 after signing out, Back shows nothing of theirs (scripts: %s)',
    async (javaScriptEnabled) => {
      const page = await signIn({ javaScriptEnabled });
      await page.getByRole('link', { name: 'Your account' }).click();
      await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL('**/sign-in');
      for (let step = 0; step < 2; step += 1) {
        await page.goBack();
        await page.getByRole('heading', { level: 1, name: 'Choose a sign-in option' }).waitFor();
        expect(await page.content()).not.toContain(EMAIL);
      }
      await page.context().close();
    },
  );

  test.each([[true], [false]])(
    'T-49 a session is ended from another browser, with a fresh proof (scripts: %s)',
    async (javaScriptEnabled) => {
      const lost = await signIn();
      const page = await signIn({ javaScriptEnabled });
      hours += 0.25;
      await page.goto(`${portal.origin}/account`);
      const sessions = page.locator('section', { hasText: 'Open sessions' });
      await sessions.getByRole('button', { name: 'End this session' }).first().click();
      await page.getByRole('heading', { level: 1, name: 'Confirm that it is you' }).waitFor();
      await page.getByRole('button', { name: 'Send the code' }).click();
      await page.getByLabel('Confirmation code').fill(portal.newestCode(EMAIL));
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByText('Now do what you wanted to do').waitFor();
      await sessions.getByRole('button', { name: 'End this session' }).first().click();
      await page.getByText('The session was ended.').waitFor();
      await lost.reload();
      await lost.waitForURL('**/sign-in');
      expect(await page.getByText('This browser').count()).toBe(1);
      await Promise.all([page.context().close(), lost.context().close()]);
    },
    60_000,
  );

  test.each([[true], [false]])(
    'T-60 an account is taken away while its form is open: a sentence says so, the words stay (scripts: %s)',
    async (javaScriptEnabled) => {
      const page = await signIn({ javaScriptEnabled });
      await page.goto(`${portal.origin}/tickets/new?locale=en`);
      await page.getByLabel('VTEX account').selectOption('lojaazul');
      await page.getByLabel('Type of question').selectOption({ label: 'Financial' });
      await page.getByLabel('Subject').fill('Invoice of October');
      await page.getByLabel('Question or problem').fill('It is not there.');
      await page.getByRole('radio', { name: 'Normal' }).check();
      await portal.revoke(EMAIL, 'lojaazul');
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await page
        .getByRole('alert')
        .getByText('You do not have access to this VTEX account')
        .waitFor();
      expect(await page.getByLabel('Subject').inputValue()).toBe('Invoice of October');
      expect(await page.getByLabel('Question or problem').inputValue()).toBe('It is not there.');
      expect(await page.getByLabel('VTEX account').locator('option').allInnerTexts()).not.toContain(
        'lojaazul',
      );
      await portal.grant(EMAIL, 'lojaazul');
      await page.context().close();
    },
    60_000,
  );

  test.each([
    ['a phone in the dark', 320, 'dark'],
    ['a desk in daylight', 1280, 'light'],
  ] as const)(
    'people who use a keyboard, a screen reader or a small screen find no barrier: %s',
    async (_, width, colorScheme) => {
      await askDatabase(
        portal.databaseUrl,
        `with owner as (select id from people where email = '${EMAIL}'),
           linked as (insert into identities
             select 'facebook', '7', id, 'olivia.azul.with.a.long.address@somewhere.example', now(), now()
             from owner on conflict do nothing)
         update known_browsers set trusted_until = now() + interval '5 years'`,
      );
      const page = await signIn({ viewport: { width, height: 800 }, colorScheme });
      hours += 0.25;
      const problems: string[] = [];
      const judge = async () => problems.push(...(await barriersOn(page)));
      await page.goto(`${portal.origin}/account`);
      await judge();
      await page.evaluate(() => [...document.forms].forEach((form) => (form.noValidate = true)));
      await page.getByLabel('Your name').fill(' ');
      await page.getByRole('button', { name: 'Save the name' }).click();
      await page.getByText('Enter your name').first().waitFor();
      await judge();
      await page.goto(`${portal.origin}/account/proof`);
      await judge();
      await page.getByRole('button', { name: 'Send the code' }).click();
      await page.getByLabel('Confirmation code').fill('12');
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByText('Insert a valid 6-digit access code').first().waitFor();
      await judge();
      expect(problems).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  test('no page breaks its own content security policy or fails in a script', () => {
    expect(violations.filter((line) => !/status of 4\d\d/.test(line))).toEqual([]);
  });
});
