import type { Browser, Page } from 'playwright-core';
import { mailFromSupport } from '../support/a-mail-from-support';
import { sendRequest, numberOf } from '../support/a-request';
import { barriersOn } from '../support/barriers';
import { startBrowser } from '../support/browser';
import { startPortal, type RunningPortal } from '../support/start-portal';

const EMAIL = 'owner@lojaazul.example';

describe('people who use a keyboard, a screen reader or a small screen', () => {
  let portal: RunningPortal;
  let browser: Browser;
  let number: number;
  beforeAll(async () => {
    portal = await startPortal();
    browser = await startBrowser();
    const visitor = await portal.signIn(EMAIL);
    const sent = await sendRequest(visitor, { account: 'lojaazul', subject: 'A'.repeat(150) });
    number = await numberOf(visitor, sent.path);
    await portal.agent.answer(number, `An answer with a long word: ${'x'.repeat(300)}`);
    mailFromSupport(portal, { number, to: EMAIL, text: 'x'.repeat(300) });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await portal.stop();
  });

  const signIn = async (page: Page) => {
    await page.goto(`${portal.origin}/sign-in?locale=en`);
    await page.getByLabel('E-mail').fill(EMAIL);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByLabel('Access code').fill(portal.newestCode(EMAIL));
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.waitForURL('**/tickets');
  };

  test.each([
    ['a phone in the dark', 320, 'dark'],
    ['a desk in daylight', 1280, 'light'],
  ] as const)(
    'find no barrier on any page: %s',
    async (_, width, colorScheme) => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
      const page = await context.newPage();
      const problems: string[] = [];
      await page.goto(`${portal.origin}/sign-in?locale=en`);
      problems.push(...(await barriersOn(page)));
      await signIn(page);
      for (const path of [
        '/tickets?scope=all',
        '/tickets?status=closed',
        '/tickets/new',
        `/tickets/${number}`,
        '/tickets/999999',
        '/account',
        '/dev/mailbox',
        ...['/', '/mail', `/tickets/${number}`].map((path) => portal.zendesk.url + path),
      ]) {
        await page.goto(new URL(path, portal.origin).href);
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        problems.push(...(await barriersOn(page)));
      }
      await page.goto(`${portal.origin}/tickets/new`);
      // The browser's own checks are passed over, as by a person who types only spaces.
      await page.evaluate(() => [...document.forms].forEach((form) => (form.noValidate = true)));
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await page.getByText('Enter a subject').first().waitFor();
      problems.push(...(await barriersOn(page)));
      expect(problems).toEqual([]);
      await context.close();
    },
    60_000,
  );

  test('the form is sent without a mouse', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await signIn(page);
    await page.goto(`${portal.origin}/tickets/new?account=lojaazul`);
    await page.getByLabel('Subject').focus();
    await page.keyboard.type('By keyboard');
    await page.keyboard.press('Tab');
    await page.keyboard.type('No mouse here.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const heading = page.getByRole('heading', { level: 1 });
    await page.waitForURL(/\/tickets\/(VS-|\d)/);
    expect(await heading.innerText()).toBe('By keyboard');
    await context.close();
  });
});
