import { numberOf, sendRequest } from '../support/a-request';
import { appliedLock } from '../support/applied-account';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Visitor } from '../support/visitor';

const png = (bytes: number) => {
  const file = Buffer.alloc(bytes, 7);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(file);
  return file;
};

describe('a merchant sends a request', () => {
  let portal: RunningPortal;
  let owner: Visitor;
  beforeAll(async () => {
    portal = await startPortal();
    owner = await portal.signIn('owner@lojaazul.example');
  });
  afterAll(() => portal.stop());

  test('the form offers what the seed describes, and only their own accounts', async () => {
    const page = await owner.open('/tickets/new');
    const form = page.form('Send');
    expect(form.value('Your name')).toBe('Olívia Azul');
    expect(form.options('VTEX account')).toEqual(
      expect.arrayContaining(['lojaazul', 'lojaazulb2b']),
    );
    expect(form.options('VTEX account')).not.toContain('modaverde');
    expect(form.options('Type of question')[0]).toBe('Financial');
    expect(page.text).toContain('Admin blocked, threatening the profit of the business.');
    expect(page.text).toContain('Important documentation is making the process unfeasible.');
    expect(page.text).toContain('General questions.');
  });

  test('it becomes one Zendesk ticket with everything support needs', async () => {
    const page = await owner.open('/tickets/new');
    const shown = await page
      .form('Send')
      .fill('VTEX account', 'lojaazul')
      .fill('Subject', 'Admin blocked since noon')
      .fill('Question or problem', 'Line one\r\nLine <b>two</b> & "three"')
      .choose('Urgent')
      .attach('Attachments', { name: 'screen shot.png', type: 'image/png', bytes: png(300_000) })
      .submit();
    expect(shown.status).toBe(200);
    expect(shown.heading).toBe('Admin blocked since noon');
    expect(shown.text).toContain('Your request was successfully submitted');

    const number = await numberOf(owner, shown.path);
    const ticket = await portal.agent.ticket(number);
    expect(ticket).toMatchObject({
      subject: 'Admin blocked since noon',
      priority: 'urgent',
      status: 'new',
    });
    expect(ticket.external_id).toMatch(/^VS-/);
    expect(ticket.tags).toContain('vtex_portal');
    const { ticket_fields: field, ticket_forms: form } = await appliedLock();
    expect(ticket.ticket_form_id).toBe(form.financial_support);
    expect(ticket.custom_fields).toEqual(
      expect.arrayContaining([
        { id: field.vtex_account, value: 'lojaazul' },
        { id: field.area, value: 'area_financial' },
        { id: field.impact_level, value: 'impact_urgent' },
        { id: field.portal_reference, value: ticket.external_id },
      ]),
    );
    const { user } = await portal.agent.get<{ user: Record<string, unknown> }>(
      `/users/${ticket.requester_id}`,
    );
    expect(user).toMatchObject({
      email: 'owner@lojaazul.example',
      name: 'Olívia Azul',
      role: 'end-user',
      verified: true,
    });
    const { organization } = await portal.agent.get<{ organization: { external_id: string } }>(
      `/organizations/${ticket.organization_id}`,
    );
    expect(organization.external_id).toBe('lojaazul');
    const [comment, ...more] = await portal.agent.comments(number);
    expect(more).toHaveLength(0);
    expect(comment).toMatchObject({
      body: 'Line one\nLine <b>two</b> & "three"',
      public: true,
      author_id: ticket.requester_id,
    });
    expect(comment?.attachments).toMatchObject([{ file_name: 'screen shot.png', size: 300_000 }]);

    const own = await owner.open(`/tickets/${number}`);
    expect(own.html).not.toContain('<b>two</b>');
    const file = await owner.request(own.link('screen shot.png'));
    expect(file.headers.get('content-disposition')).toContain('attachment');
    expect(Buffer.from(await file.arrayBuffer()).equals(png(300_000))).toBe(true);
  });

  test.each([
    ['Normal', 'normal'],
    ['High', 'high'],
    ['Urgent', 'urgent'],
  ] as const)('impact %s gives the ticket priority %s', async (impact, priority) => {
    const shown = await sendRequest(owner, {
      account: 'lojaazul',
      impact,
      subject: `Impact ${impact}`,
    });
    expect(await portal.agent.ticket(await numberOf(owner, shown.path))).toMatchObject({
      priority,
    });
  });

  test('a refused form comes back with everything typed and every file', async () => {
    const page = await owner.open('/tickets/new');
    const refused = await page
      .form('Send')
      .fill('Your name', 'Olívia A.')
      .fill('VTEX account', 'lojaazulb2b')
      .fill('Question or problem', 'Words I do not want to type again')
      .choose('High')
      .attach('Attachments', { name: 'kept.pdf', type: 'application/pdf', bytes: png(1000) })
      .submit();
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Enter a subject');
    const form = refused.form('Send');
    expect(form.value('Your name')).toBe('Olívia A.');
    expect(form.value('VTEX account')).toBe('lojaazulb2b');
    expect(form.value('Question or problem')).toBe('Words I do not want to type again');

    const sent = await form.fill('Subject', 'Second try').submit();
    const number = await numberOf(owner, sent.path);
    const [comment] = await portal.agent.comments(number);
    expect(comment?.attachments.map((file) => file.file_name)).toEqual(['kept.pdf']);
  });

  test('pressing the button twice sends one request', async () => {
    const form = (await owner.open('/tickets/new'))
      .form('Send')
      .fill('VTEX account', 'lojaazul')
      .fill('Subject', 'Double click')
      .fill('Question or problem', 'Once, please.')
      .choose('Normal')
      .attach('Attachments', { name: 'once.png', type: 'image/png', bytes: png(5000) });
    const pages = await Promise.all([form.submit(), form.submit(), form.submit()]);
    const numbers = await Promise.all(pages.map((page) => numberOf(owner, page.path)));
    expect(new Set(numbers).size).toBe(1);
    const doubled = (await portal.agent.tickets()).filter(
      ({ subject }) => subject === 'Double click',
    );
    expect(doubled).toHaveLength(1);
    expect((await portal.agent.comments(numbers[0]!))[0]?.attachments).toHaveLength(1);
  });

  test('limits are kept, in characters a person counts', async () => {
    const page = await owner.open('/tickets/new');
    const tooLong = await page.form('Send').fill('Subject', '😀'.repeat(151)).submit();
    expect(tooLong.text).toContain('up to 150 characters');
    const fits = await sendRequest(owner, { account: 'lojaazul', subject: '😀'.repeat(150) });
    expect(fits.status).toBe(200);
  });

  test('an empty file and an eleventh file are refused in plain words, the others kept', async () => {
    const file = (name: string, size = 10) => ({
      name,
      type: 'image/png',
      bytes: png(Math.max(size, 8)).subarray(0, size),
    });
    const page = await owner.open('/tickets/new');
    const refused = await page
      .form('Send')
      .fill('VTEX account', 'lojaazul')
      .fill('Subject', 'Many files')
      .fill('Question or problem', 'See the files.')
      .choose('Normal')
      .attach(
        'Attachments',
        file('empty.png', 0),
        ...Array.from({ length: 11 }, (_, n) => file(`f${n}.png`)),
      )
      .submit();
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('empty.png was not uploaded: the file is empty');
    expect(refused.text).toContain('f10.png was not uploaded: a request holds up to 10 files');
    const sent = await refused.form('Send').submit();
    const number = await numberOf(owner, sent.path);
    expect((await portal.agent.comments(number))[0]?.attachments).toHaveLength(10);
  });

  test('a request for an account that is not theirs is refused, whatever the browser sends', async () => {
    for (const account of ['modaverde', 'nobody', '', ' lojaazul,modaverde', '__proto__']) {
      const page = await owner.open('/tickets/new');
      const before = (await portal.agent.tickets()).length;
      const refused = await page
        .form('Send')
        .set('account', account)
        .fill('Subject', 'Not mine')
        .fill('Question or problem', 'x')
        .choose('Normal')
        .submit();
      expect([403, 422]).toContain(refused.status);
      expect((await portal.agent.tickets()).length).toBe(before);
    }
  });

  test('someone without an account reads the rule instead of a form, and cannot post one', async () => {
    const newcomer = await portal.signIn('newcomer@example.com');
    const page = await newcomer.open('/tickets/new');
    expect(page.text).toContain(
      'If you do not have access to any VTEX accounts, you can not open tickets.',
    );
    expect(page.has('textarea')).toBe(false);

    const donor = (await owner.open('/tickets/new')).form('Send');
    const token = (await newcomer.open('/tickets')).root
      .querySelector('input[name="csrf"]')
      ?.getAttribute('value');
    const body = new FormData();
    for (const [name, value] of Object.entries({
      csrf: token ?? '',
      intent: donor.element.querySelector('input[name="intent"]')?.getAttribute('value') ?? '',
      name: 'Noa',
      account: 'lojaazul',
      kind: 'financial',
      subject: 'Let me in',
      text: 'x',
      impact: 'normal',
    })) {
      body.append(name, value);
    }
    const answer = await newcomer.request('/tickets', { method: 'POST', body });
    expect(answer.status).toBe(403);
  });

  test('T-60 access taken away while the form is open counts at once, and the words are kept', async () => {
    const finance = await portal.signIn('finance@lojaazul.example');
    const form = (await finance.open('/tickets/new'))
      .form('Send')
      .fill('Subject', 'Too late')
      .fill('Question or problem', 'x')
      .choose('Normal');
    await portal.revoke('finance@lojaazul.example', 'lojaazul');
    const refused = await form.submit();
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('You do not have access to this VTEX account');
    expect(refused.form('Send').value('Subject')).toBe('Too late');
    await portal.grant('finance@lojaazul.example', 'lojaazul');
    const subjects = (await portal.agent.tickets()).map(({ subject }) => subject);
    expect(subjects).not.toContain('Too late');
  });
});
