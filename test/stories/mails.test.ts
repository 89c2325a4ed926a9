import { readOffer } from '../../src/settings/offer';
import { numberOf, sendRequest, type RequestWords } from '../support/a-request';
import type { AgentTicket } from '../support/agent';
import { appliedLock } from '../support/applied-account';
import { eventually } from '../support/eventually';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Visitor } from '../support/visitor';

const OWNER = 'owner@lojaazul.example';
const AGENTS = ['agent1@support.example', 'agent2@support.example'];

describe('what support mails, and to whom', () => {
  let portal: RunningPortal;
  let owner: Visitor;
  let impactField = 0;
  beforeAll(async () => {
    portal = await startPortal();
    owner = await portal.signIn(OWNER);
    impactField = (await appliedLock()).ticket_fields.impact_level ?? 0;
  });
  afterAll(() => portal.stop());

  const send = async (words: RequestWords) => {
    const shown = await sendRequest(owner, { account: 'lojaazul', ...words });
    return numberOf(owner, shown.path);
  };
  /** Oldest first: what support wrote to the address about the ticket. */
  const about = (number: number, to: string) =>
    portal
      .mails(to)
      .filter(({ text }) => new RegExp(`/tickets/${number}\\b`).test(text))
      .map(({ subject, text }) => ({ subject, text }))
      .toReversed();
  const subjects = (number: number, to = OWNER) => about(number, to).map(({ subject }) => subject);
  const words = (number: number, to = OWNER) => about(number, to).map(({ text }) => text);
  const comesToBe = (number: number, expected: Partial<AgentTicket>) =>
    eventually(async () => expect(await portal.agent.ticket(number)).toMatchObject(expected));
  const raise = (number: number, level: string) =>
    portal.agent.update(number, { custom_fields: [{ id: impactField, value: `impact_${level}` }] });
  const mailToSupport = async (mail: object) => {
    const response = await fetch(`${portal.zendesk.url}/_emulator/inbound-mail`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(mail),
    });
    return ((await response.json()) as { ticketId: number }).ticketId;
  };
  /** Waits until the page shows it, by the webhook alone: the export holds back its last minute. */
  const shows = (number: number, ...expected: string[]) =>
    eventually(async () => {
      const page = await owner.open(`/tickets/${number}`);
      for (const each of expected) expect(page.text).toContain(each);
      expect(page.text).not.toContain('Being sent');
      return page;
    });

  test.each([
    ['English', 'finance@lojaazul.example', 'lojaazul', 'We received your request', 'Hello Fábio,'],
    ['Português', OWNER, 'lojaazul', 'Recebemos sua solicitação', 'Olá, Olívia,'],
    ['Español', 'owner@modaverde.example', 'modaverde', 'Recibimos tu solicitud', 'Hola, Valeria:'],
  ])(
    'a new request is confirmed once, in %s',
    async (language, email, account, subject, greeting) => {
      const visitor = await portal.signIn(email);
      const page = await visitor.open('/tickets/new');
      const form = (await page.form(language).submit()).formWith('impact');
      const sent = await form
        .set('account', account)
        .set('subject', `Confirmed in ${language}`)
        .set('text', 'My own words')
        .set('impact', 'normal')
        .submit();
      const number = await numberOf(visitor, sent.path);
      const [mail, ...more] = about(number, email);
      expect(more).toEqual([]);
      expect(mail?.subject).toBe(`${subject}: Confirmed in ${language}`);
      expect(mail?.text).toContain(greeting);
      expect(mail?.text).not.toContain('My own words');
      // The files were applied for a portal at another port than this one's.
      const [link] = /(?<=http:\/\/127\.0\.0\.1:\d+)\/\S+/.exec(mail?.text ?? '') ?? [];
      expect((await visitor.open(link ?? '')).heading).toBe(`Confirmed in ${language}`);
    },
  );

  test('an agent’s answer is mailed to the requester, and their answer by mail is on the page', async () => {
    const number = await send({ subject: 'Answered' });
    await portal.agent.answer(number, 'Which invoice do you mean?');
    expect(subjects(number)).toEqual([expect.stringContaining('Answered'), 'Re: Answered']);
    expect(words(number)[1]).toContain('Which invoice do you mean?');
    await shows(number, 'Which invoice do you mean?', 'Pending');

    expect(await portal.replyByMail(OWNER, 'That of October, sent by mail.')).toBe('added');
    await shows(number, 'That of October, sent by mail.', 'Open');
    expect(words(number)).toHaveLength(2);
  });

  test('nobody is mailed what they wrote in the portal themselves', async () => {
    const number = await send({ subject: 'My words', text: 'OWN words of the request' });
    await portal.agent.answer(number, 'Understood.');
    const page = await shows(number, 'Understood.');
    await page.form('Send').fill('Your reply', 'OWN words of the reply').submit();
    await comesToBe(number, { status: 'open' });
    await (await shows(number, 'OWN words of the reply')).form('Mark as solved').submit();
    await comesToBe(number, { status: 'solved' });
    expect(subjects(number)).toEqual([expect.stringContaining('My words'), 'Re: My words']);
    expect(portal.mails(OWNER).filter(({ text }) => text.includes('OWN words'))).toEqual([]);
  });

  test('nor what they write in the portal on a ticket that began as a mail', async () => {
    const { organization_id, requester_id } = await portal.agent.ticket(
      await send({ subject: 'To be known at support' }),
    );
    const begun = await mailToSupport({ from: OWNER, subject: 'By mail', text: 'OWN first mail' });
    await portal.agent.update(begun, { organization_id });
    expect(await portal.agent.ticket(begun)).toMatchObject({ requester_id, tags: [] });
    await portal.agent.answer(begun, 'Read and understood.');
    await portal.zendesk.passTime('PT2M');
    const page = await shows(begun, 'Read and understood.');
    const before = portal.mails(OWNER).length;
    await page.form('Send').fill('Your reply', 'OWN reply in the portal').submit();
    await comesToBe(begun, { status: 'open' });
    expect((await portal.agent.comments(begun)).at(-1)?.body).toBe('OWN reply in the portal');
    expect(portal.mails(OWNER)).toHaveLength(before);
  });

  test('an internal note is mailed to no merchant', async () => {
    const number = await send({ subject: 'Noted' });
    await portal.agent.update(number, { comment: { body: 'CANARY inside', public: false } });
    await portal.agent.answer(number, 'We looked into it.');
    expect(words(number).at(-1)).toContain('We looked into it.');
    expect(portal.mails(OWNER).filter(({ text }) => text.includes('CANARY'))).toEqual([]);
  });

  const urgent = (subject: string) =>
    AGENTS.map((to) => portal.mails(to).filter((mail) => mail.subject === `Urgent: ${subject}`));

  test('an urgent request is told to each of the group once', async () => {
    const number = await send({ subject: 'Blocked', impact: 'Urgent' });
    await comesToBe(number, { priority: 'urgent' });
    await portal.agent.answer(number, 'On it.');
    expect(urgent('Blocked').map((mails) => mails.length)).toEqual([1, 1]);
  });

  test('so is one that an agent raises, at that moment', async () => {
    const number = await send({ subject: 'Worse than thought' });
    expect(urgent('Worse than thought').flat()).toEqual([]);
    await raise(number, 'urgent');
    await portal.agent.answer(number, 'On it.');
    expect(urgent('Worse than thought').map((mails) => mails.length)).toEqual([1, 1]);
  });

  test('the priority follows the impact an agent sets, and the portal shows it', async () => {
    const number = await send({ subject: 'Judged anew' });
    for (const { key, priority, label } of readOffer().impactLevels.toReversed()) {
      await raise(number, key);
      expect(await portal.agent.ticket(number)).toMatchObject({ priority });
      await shows(number, label.en);
    }
  });

  test('what an agent does is in the list by the trigger’s webhook, while nothing can be polled', async () => {
    const number = await send({ subject: 'Told by the trigger' });
    await portal.zendesk.faults([{ match: 'GET /api/v2/incremental/**', status: 503 }]);
    await portal.agent.answer(number, 'Which one?');
    await eventually(async () => {
      const list = await owner.open('/tickets?status=pending');
      expect(list.text).toContain('Told by the trigger');
    });
    await portal.zendesk.faults([]);
  });
});
