import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '../support/browser';
import { startPortal, type RunningPortal } from '../support/start-portal';
import { buttonOf, FACEBOOK_PEOPLE, GOOGLE_PEOPLE } from '../support/start-stand-ins';
import { barriersOn } from '../support/barriers';

const OWNER = 'owner@lojaazul.example';

describe('signing in with Google and Facebook in a browser', () => {
  let portal: RunningPortal;
  let browser: Browser;
  const troubles: string[] = [];
  beforeAll(async () => {
    portal = await startPortal({ providers: {} });
    browser = await startBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await portal.stop();
  });

  const newPage = async (width: number): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const page = await context.newPage();
    page.on('console', (message) => {
      const isOurs = page.url().startsWith(portal.origin);
      if (message.type() === 'error' && isOurs) troubles.push(message.text());
    });
    page.on('pageerror', (error) => troubles.push(error.message));
    return page;
  };

  test.each([
    ['Google', GOOGLE_PEOPLE.owner, 1280],
    ['Facebook', FACEBOOK_PEOPLE.withoutEmail, 320],
  ] as const)(
    'with %s: the first time it is linked after a code, then its button is enough',
    async (name, person, width) => {
      const page = await newPage(width);
      await page.goto(`${portal.origin}/tickets?locale=en`);
      troubles.push(...(await barriersOn(page)));
      await page.getByRole('link', { name: `Sign in with ${name}` }).click();
      await page.getByRole('button', { name: buttonOf(person) }).click();

      await page.getByRole('heading', { name: 'First show us' }).waitFor();
      troubles.push(...(await barriersOn(page)));
      await page.getByLabel('E-mail').fill(OWNER);
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await page.getByLabel('Access code').fill(portal.newestCode(OWNER));
      await page.getByRole('button', { name: 'Confirm' }).click();

      await page.getByRole('heading', { name: `Link this ${name} account?` }).waitFor();
      expect(await page.locator('main').innerText()).toContain(person.name);
      troubles.push(...(await barriersOn(page)));
      await page.getByRole('button', { name: 'Yes, it is mine' }).click();
      await page.getByRole('heading', { name: 'Your support panel' }).waitFor();
      await page.goto(`${portal.origin}/account`);
      await page.getByRole('button', { name: `Unlink ${name}` }).waitFor();
      troubles.push(...(await barriersOn(page)));

      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('link', { name: `Sign in with ${name}` }).click();
      await page.getByRole('button', { name: buttonOf(person) }).click();
      await page.getByRole('heading', { name: 'Your support panel' }).waitFor();
      await page.context().close();
    },
    60_000,
  );

  test('who cancels at the provider reads so, and comes in another way', async () => {
    const page = await newPage(320);
    await page.goto(`${portal.origin}/sign-in?locale=en`);
    await page.getByRole('link', { name: 'Sign in with Google' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Google was not allowed');
    troubles.push(...(await barriersOn(page)));
    await page.getByLabel('E-mail').fill(OWNER);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByLabel('Access code').fill(portal.newestCode(OWNER));
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('heading', { name: 'Your support panel' }).waitFor();
    await page.context().close();
  });

  test('no page on the way has a barrier, breaks its policy or fails in a script', () => {
    expect(troubles.filter((trouble) => !trouble.includes('403 (Forbidden)'))).toEqual([]);
  });
});
