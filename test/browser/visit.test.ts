import en from '../../config/locales/en.json';
import pt from '../../config/locales/pt.json';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startBrowser } from '../support/browser';
import { eventually } from '../support/eventually';
import { startPortal, type RunningPortal } from '../support/start-portal';

const image = {
  name: 'blocked admin.gif',
  mimeType: 'image/gif',
  buffer: Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
};

const CATALOGUES = { en, pt };

describe('the whole visit in a browser', () => {
  let portal: RunningPortal;
  let browser: Browser;
  const violations: string[] = [];
  beforeAll(async () => {
    portal = await startPortal();
    browser = await startBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await portal.stop();
  });

  const visit = async (
    options: Parameters<Browser['newContext']>[0],
  ): Promise<[BrowserContext, Page]> => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') violations.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => violations.push(`${page.url()}: ${error.message}`));
    return [context, page];
  };

  test.each([
    ['in English', 'en', true, 1280],
    ['in Portuguese, on a phone', 'pt', true, 360],
    ['in English with JavaScript off', 'en', false, 1280],
  ] as const)(
    'sign in, send with a file, answer, reply, solve, reopen: %s',
    async (_, language, javaScriptEnabled, width) => {
      const words = CATALOGUES[language];
      const email = language === 'en' ? 'finance@lojaazul.example' : 'owner@modaverde.example';
      const [merchant, page] = await visit({
        javaScriptEnabled,
        locale: language === 'en' ? 'en-US' : 'pt-BR',
        viewport: { width, height: 800 },
      });
      const subject = `Blocked ${language} ${javaScriptEnabled}`;

      await page.goto(`${portal.origin}/tickets?locale=${language}`);
      await page.getByLabel(words['sign_in.email']).fill(email);
      await page.getByRole('button', { name: words['sign_in.send_code'], exact: true }).click();
      await page.getByLabel(words['sign_in.code']).fill(portal.newestCode(email));
      await page.getByRole('button', { name: words['sign_in.confirm'] }).click();
      await page.getByRole('link', { name: words['list.all'] }).waitFor();

      await page.getByRole('link', { name: words['list.send_request'] }).first().click();
      const accounts = page.getByLabel(words['form.account']);
      if ((await accounts.inputValue()) === '') await accounts.selectOption({ index: 1 });
      await page.getByLabel(words['form.subject'], { exact: false }).fill(subject);
      await page.getByLabel(words['form.text']).fill('The Admin is blocked.\nSince noon.');
      await page.getByLabel(words['form.attachments']).setInputFiles([image]);
      await page.getByRole('radio', { name: /^Urgent/ }).check();
      await page.getByRole('button', { name: words['form.send'], exact: true }).click();
      await page.getByRole('heading', { level: 1, name: subject }).waitFor();

      const number = await eventually(async () => {
        await page.reload();
        return Number(/\/tickets\/(\d+)/.exec(page.url())![1]);
      });
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: image.name }).click();
      expect((await download).suggestedFilename()).toBe(image.name);

      const [support, desk] = await visit({});
      await desk.goto(portal.zendesk.url);
      await desk.getByRole('link', { name: subject }).click();
      await desk.getByLabel('Your answer').fill('Please try again now.');
      await desk.getByLabel('Public reply').check();
      await desk.getByLabel('Assignee').selectOption({ index: 1 });
      await desk.getByLabel('Status').selectOption('pending');
      await desk.getByRole('button', { name: 'Submit' }).click();
      await desk.getByText('Please try again now.').first().waitFor();
      await support.close();

      await portal.zendesk.passTime('PT2M');
      await eventually(async () => {
        await page.reload();
        const shown = await page.locator('main').innerText();
        expect(shown).toContain('Please try again now.');
        expect(shown).toContain(words['status.pending']);
      });

      await page.getByLabel(words['ticket.reply']).fill('It works, thank you.');
      await page.getByRole('button', { name: words['form.send'], exact: true }).click();
      await eventually(async () => expect((await portal.agent.ticket(number)).status).toBe('open'));

      // Looked for again and again, pressed once: a press that was slow to answer is one all the same.
      const solve = page.getByRole('button', { name: words['ticket.solve'] });
      await eventually(async () => {
        await page.reload();
        expect(await solve.isVisible()).toBe(true);
      });
      await solve.click();
      await eventually(async () =>
        expect((await portal.agent.ticket(number)).status).toBe('solved'),
      );
      await eventually(async () => {
        await page.reload();
        expect(await page.locator('main').innerText()).toContain(words['unsolvable.solved']);
      });

      await page.getByLabel(words['ticket.reply']).fill('Blocked again.');
      await page.getByRole('button', { name: words['form.send'], exact: true }).click();
      await eventually(async () => expect((await portal.agent.ticket(number)).status).toBe('open'));
      const bodies = (await portal.agent.comments(number)).map(({ body }) => body);
      expect(bodies).toEqual([
        'The Admin is blocked.\nSince noon.',
        'Please try again now.',
        'It works, thank you.',
        'Blocked again.',
      ]);

      await page.goto(`${portal.origin}/tickets`);
      await page.getByRole('link', { name: subject }).waitFor();
      await merchant.close();
    },
    90_000,
  );

  test('no page breaks its own content security policy or fails in a script', () => {
    expect(violations).toEqual([]);
  });
});
