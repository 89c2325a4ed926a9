import { mailFromSupport } from '../support/a-mail-from-support';
import { numberOf, sendRequest } from '../support/a-request';
import { eventually } from '../support/eventually';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Visitor } from '../support/visitor';

const OWNER = 'owner@lojaazul.example';
const COLLEAGUE = 'finance@lojaazul.example';

describe('in the demo, a person answers support by mail', () => {
  let portal: RunningPortal;
  let owner: Visitor;
  beforeAll(async () => {
    portal = await startPortal();
    owner = await portal.signIn(OWNER);
  });
  afterAll(() => portal.stop());

  const send = async (subject: string) => {
    const shown = await sendRequest(owner, { account: 'lojaazul', subject });
    return numberOf(owner, shown.path);
  };
  /** Fills in the form below the newest mail of support's to the address. */
  const answerForm = async (to: string, visitor = portal.visitor()) => {
    const path = `/dev/mailbox?to=${encodeURIComponent(to)}`;
    const page = await visitor.open(path);
    return page.form('Send');
  };
  const answer = async (to: string, text: string) =>
    (await answerForm(to)).fill(`Answer as ${to}`, text).submit();

  test('the mail says who wrote, and its answer opens the request again and stands in it', async () => {
    const number = await send('Answered by mail');
    await portal.agent.answer(number, 'Which invoice?');
    mailFromSupport(portal, { number, to: OWNER, text: 'Which invoice?' });
    const mailbox = await portal.visitor().open(`/dev/mailbox?to=${OWNER}`);
    expect(mailbox.text).toContain('From "Ana Agent (Support)" <support@emulator.example>');

    const after = await answer(OWNER, 'That of October.');
    expect(after.path).toBe('/dev/mailbox');
    expect(after.texts('[role=status]')).toEqual(['Support has your answer.']);
    expect((await portal.visitor().open('/dev/mailbox')).has('[role=status]')).toBe(false);

    expect((await portal.agent.ticket(number)).status).toBe('open');
    const comments = await portal.agent.comments(number);
    expect(comments.at(-1)).toMatchObject({ body: 'That of October.', public: true });
    await eventually(async () => {
      const page = await owner.open(`/tickets/${number}`);
      expect(page.text).toContain('That of October.');
      expect(page.text).not.toContain('above this line');
    });
  });

  test('an answer about a closed request becomes a follow-up, and the page says so', async () => {
    const number = await send('Closed meanwhile');
    await portal.agent.answer(number, 'Done.');
    await portal.agent.update(number, { status: 'closed' });
    mailFromSupport(portal, { number, to: OWNER, subject: 'Re: Closed meanwhile' });
    const after = await answer(OWNER, 'It is back.');
    expect(after.text).toContain('support has your answer as a new request that follows it up');
    const { followup_ids: followUps } = await portal.agent.ticket(number);
    expect(followUps).toHaveLength(1);
    expect(await portal.agent.ticket(followUps[0] ?? 0)).toMatchObject({
      subject: 'Re: Closed meanwhile',
      via: { source: { rel: 'follow_up' } },
    });
  });

  test('an answer about a deleted request begins a new one, and the page says so', async () => {
    const number = await send('Deleted meanwhile');
    await portal.agent.delete(number);
    mailFromSupport(portal, { number, to: OWNER });
    expect((await answer(OWNER, 'Hello?')).text).toContain('The request is no longer there');
  });

  test('an answer that support puts aside comes back with its words and a sentence', async () => {
    const number = await send('Not theirs');
    mailFromSupport(portal, { number, to: 'stranger@evil.example' });
    const refused = await answer('stranger@evil.example', 'Let me in.');
    expect(refused.status).toBe(422);
    expect(refused.texts('.problem')[0]).toContain('Support put this answer aside');
    expect(refused.texts('textarea')).toContain('Let me in.');
    expect(await portal.agent.comments(number)).toHaveLength(1);
  });

  test('an empty answer, or one too long, comes back with what is wrong', async () => {
    const number = await send('Empty');
    mailFromSupport(portal, { number, to: COLLEAGUE });
    expect((await answer(COLLEAGUE, '  ')).texts('.problem')).toEqual(['Write your reply']);
    const long = await answer(COLLEAGUE, '\u00e7'.repeat(65_001));
    expect(long.status).toBe(422);
    expect(long.texts('.problem')[0]).toMatch(/65,?000/);
  });

  test('what we sent ourselves cannot be answered, whatever the form says', async () => {
    const page = await portal.visitor().open(`/dev/mailbox?to=${OWNER}`);
    const ours = page.root
      .querySelectorAll('.message')
      .filter(({ text }) => /\b\d{6}\b/.test(text));
    expect(ours.length).toBeGreaterThan(0);
    expect(ours.flatMap((message) => message.querySelectorAll('form'))).toEqual([]);
    const visitor = portal.visitor();
    mailFromSupport(portal, { number: 1, to: 'someone@shop.example' });
    const form = await answerForm('someone@shop.example', visitor);
    const answered = await form
      .fill('Answer as someone@shop.example', 'x')
      .set('message', '1')
      .submit();
    expect(answered.status).toBe(404);
  });

  test.each([
    ['pt', 'Responder como', 'Enviar'],
    ['es', 'Responder como', 'Enviar'],
  ])('the form speaks %s', async (locale, label, button) => {
    mailFromSupport(portal, { number: 1, to: COLLEAGUE });
    const visitor = portal.visitor();
    await visitor.open(`/sign-in?locale=${locale}`);
    const page = await visitor.open(`/dev/mailbox?to=${COLLEAGUE}`);
    expect(page.form(button).fill(`${label} ${COLLEAGUE}`, 'Oi')).toBeDefined();
  });

  test('a story may answer without a page', async () => {
    const number = await send('Without a page');
    mailFromSupport(portal, { number, to: OWNER });
    expect(await portal.replyByMail(OWNER, 'Here.')).toBe('added');
    expect((await portal.agent.comments(number)).at(-1)?.body).toBe('Here.');
  });
});

test('while support’s mail cannot be reached, an answer keeps its words', async () => {
  const portal = await startPortal({ answer: async () => 'away' });
  mailFromSupport(portal, { number: 1, to: OWNER });
  const page = await portal.visitor().open('/dev/mailbox');
  const refused = await page.form('Send').fill(`Answer as ${OWNER}`, 'Keep me').submit();
  expect(refused.status).toBe(503);
  expect(refused.text).toContain('The answer could not be handed over.');
  expect(refused.texts('textarea')).toEqual(['Keep me']);
  await portal.stop();
});
