import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '../support/browser';
import { eventually } from '../support/eventually';
import { startPortal, type RunningPortal } from '../support/start-portal';

const EMAIL = 'finance@lojaazul.example';
const SUBJECT = 'Admin blocked since noon';
const screenshot = {
  name: 'blocked admin.gif',
  mimeType: 'image/gif',
  buffer: Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
};

interface Audit {
  events: { field_name?: string; value?: unknown }[];
  via: { channel: string; source: { from: { title?: string } } };
}

/** What VTEX Help promises who opens a ticket with financial support, one promise after the other. */
describe('a request lived through, from sign-in to what follows its end', () => {
  let portal: RunningPortal;
  let browser: Browser;
  let page: Page;
  let desk: Page;
  let number: number;
  beforeAll(async () => {
    portal = await startPortal();
    browser = await startBrowser();
    page = await browser.newPage({ locale: 'en-US' });
    desk = await browser.newPage();
    for (const each of [page, desk]) each.setDefaultTimeout(10_000);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await portal.stop();
  });

  const mailbox = () => page.goto(`${portal.origin}/dev/mailbox?to=${EMAIL}`);
  /** The newest mail in the mailbox whose subject is this. */
  const mail = (subject: string) =>
    page
      .getByRole('listitem')
      .filter({ has: page.getByText(subject, { exact: true }) })
      .first();
  const replyByMail = async (subject: string, text: string) => {
    await mailbox();
    await mail(subject).getByText('Answer', { exact: true }).click();
    await mail(subject).getByLabel(`Answer as ${EMAIL}`).fill(text);
    await mail(subject).getByRole('button', { name: 'Send' }).click();
  };
  const request = async () => {
    await page.goto(`${portal.origin}/tickets/${number}`);
    return page.locator('main').innerText();
  };
  const answerAtDesk = async (text: string, status: string) => {
    await desk.goto(`${portal.zendesk.url}/tickets/${number}`);
    await desk.getByLabel('Your answer').fill(text);
    await desk.getByLabel('Assignee').selectOption({ label: 'Ana Agent' });
    await desk.getByLabel('Status').selectOption(status);
    await desk.getByRole('button', { name: 'Submit' }).click();
    await desk.getByText('Saved.').waitFor();
  };

  test('a person signs in with the code sent to them and sends an urgent request with a screenshot', async () => {
    await page.goto(`${portal.origin}/sign-in`);
    await page.getByLabel('E-mail').fill(EMAIL);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByLabel('Access code').fill(portal.newestCode(EMAIL));
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('link', { name: 'Send a request' }).first().click();
    await page.getByLabel('Subject').fill(SUBJECT);
    await page.getByLabel('Question or problem').fill('The Admin is blocked.');
    await page.getByLabel('Attachments').setInputFiles([screenshot]);
    await page.getByRole('radio', { name: /^Urgent/ }).check();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: SUBJECT }).waitFor();
    number = await eventually(async () => {
      await page.reload();
      return Number(/\/tickets\/(\d+)/.exec(page.url())![1]);
    });
    expect(await portal.agent.ticket(number)).toMatchObject({ priority: 'urgent' });
  });

  test('its confirmation is in their mailbox and leads back to it', async () => {
    await mailbox();
    expect(await mail(`We received your request: ${SUBJECT}`).innerText()).toContain(
      `/tickets/${number}\n`,
    );
  });

  test('an agent answers at the desk, and the answer comes by e-mail', async () => {
    await desk.goto(portal.zendesk.url);
    await desk.getByRole('link', { name: SUBJECT }).click();
    await desk.getByRole('link', { name: screenshot.name }).waitFor();
    await answerAtDesk('Please try again now.', 'pending');
    await mailbox();
    expect(await mail(`Re: ${SUBJECT}`).innerText()).toContain('Please try again now.');
    expect(await request()).toContain('Pending');
  });

  test('they answer that mail, and the portal and the desk show it', async () => {
    await replyByMail(`Re: ${SUBJECT}`, 'It works, by e-mail.');
    await page.getByText('Support has your answer.').waitFor();
    await eventually(async () => {
      const shown = await request();
      expect(shown).toContain('It works, by e-mail.');
      expect(shown).toContain('Open');
    });
    await desk.reload();
    await desk.getByText('It works, by e-mail.').waitFor();
  });

  test('the agent solves it, and it is under Solved in the list', async () => {
    await answerAtDesk('Then we are done.', 'solved');
    await eventually(async () => {
      await page.goto(`${portal.origin}/tickets`);
      await page.getByRole('checkbox', { name: 'Solved' }).click();
      await page.waitForURL(/status=solved/);
      expect(await page.getByRole('link', { name: SUBJECT }).count()).toBe(1);
    });
  });

  test('a day later it is closed by our rule, and all that is left is a follow-up', async () => {
    await portal.zendesk.passTime('PT25H');
    await eventually(async () => expect(await request()).toContain('This request is closed'));
    expect(await page.getByLabel('Your reply').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Open a follow-up' }).count()).toBe(1);
    const { audits } = await portal.agent.get<{ audits: Audit[] }>(`/tickets/${number}/audits`);
    const closing = audits.find(({ events }) =>
      events.some(({ field_name: field, value }) => field === 'status' && value === 'closed'),
    );
    expect(closing?.via).toMatchObject({
      channel: 'rule',
      source: { from: { title: 'VTEX portal: close what stayed solved' } },
    });
  });

  test('an answer by mail to what is closed begins a follow-up and opens nothing again', async () => {
    await replyByMail(`Re: ${SUBJECT}`, 'It is blocked again.');
    await page.getByText('as a new request that follows it up').waitFor();
    const closed = await portal.agent.ticket(number);
    expect(closed.status).toBe('closed');
    const [followUp = 0] = closed.followup_ids;
    await eventually(async () => {
      await page.goto(`${portal.origin}/tickets/${followUp}`);
      const shown = await page.locator('main').innerText();
      expect(shown).toContain('It is blocked again.');
      expect(shown).toContain(`Follow-up to request ${number}`);
    });
    expect(await request()).not.toContain('It is blocked again.');
  });
});
