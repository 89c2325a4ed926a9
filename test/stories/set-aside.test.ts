import { aMinutePasses } from '../support/a-minute-passes';
import { numberOf, sendRequest } from '../support/a-request';
import { eventually } from '../support/eventually';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Page, Visitor } from '../support/visitor';

const REFUSED = {
  status: 422,
  body: {
    error: 'RecordInvalid',
    description: 'Record validation errors',
    details: { base: [{ description: 'Comment: is too long', error: 'InvalidValue' }] },
  },
};
const NOTES = { name: 'notes.txt', type: 'text/plain', bytes: Buffer.from('line 1\n') };
const CONTENT = 'did not accept what it says';

describe('what support refuses goes back to its writer', () => {
  let portal: RunningPortal;
  let owner: Visitor;
  let colleague: Visitor;
  beforeAll(async () => {
    portal = await startPortal();
    owner = await portal.signIn('owner@lojaazul.example');
    colleague = await portal.signIn('finance@lojaazul.example');
  });
  afterAll(() => portal.stop());
  // A refusal makes us provision the same person anew, which Zendesk allows five times a minute.
  afterEach(() => aMinutePasses(portal));

  test('a refused reply is edited and sent again with its file, once', async () => {
    const number = await aTicket('A reply refused');
    await refuse('PUT /api/v2/tickets/*');
    const form = (await owner.open(`/tickets/${number}`)).form('Send');
    await form.fill('Your reply', 'Much too long.').attach('Attachments', NOTES).submit();
    const refused = await showsRefused(`/tickets/${number}`, 'Could not be delivered', CONTENT);

    const edit = (await owner.open(refused.link('Edit and send again'))).form('Send');
    expect(edit.value('Your reply')).toBe('Much too long.');
    expect(edit.element.textContent).toContain('notes.txt');
    edit.fill('Your reply', 'Short.');
    await edit.submit();
    const pressedAgain = await edit.submit();
    expect(pressedAgain.status).toBe(200);

    await sent(number);
    const comments = await portal.agent.comments(number);
    expect(comments.map(({ body }) => body)).toEqual([expect.any(String), 'Short.']);
    expect(comments[1]?.attachments.map(({ file_name }) => file_name)).toEqual(['notes.txt']);
    expect((await owner.open(`/tickets/${number}`)).text).not.toContain('Could not be delivered');
  });

  test('a correction without words comes back with its words and files', async () => {
    const number = await aTicket('A correction refused');
    await refuse('PUT /api/v2/tickets/*');
    const form = (await owner.open(`/tickets/${number}`)).form('Send');
    await form.fill('Your reply', 'Words.').attach('Attachments', NOTES).submit();
    const refused = await showsRefused(`/tickets/${number}`, CONTENT);
    const edit = (await owner.open(refused.link('Edit and send again'))).form('Send');
    const again = await edit.fill('Your reply', ' ').submit();
    expect(again.status).toBe(422);
    expect(again.text).toContain('Write your reply');
    expect(again.text).toContain('notes.txt');
  });

  test('a reply to a request that support has closed says so, and can be discarded', async () => {
    const number = await aTicket('Closed meanwhile');
    await portal.agent.answer(number, 'Done.');
    // The reply is under way while support closes the request.
    await portal.zendesk.faults([{ match: 'PUT /api/v2/tickets/*', times: 1, delayMs: 2_000 }]);
    const form = (await owner.open(`/tickets/${number}`)).form('Send');
    await form.fill('Your reply', 'Wait, one more thing.').submit();
    await eventually(async () => {
      const left = await fetch(`${portal.zendesk.url}/_emulator/faults`);
      expect(await left.json()).toEqual([]);
    });
    await portal.agent.update(number, { status: 'closed' });
    await shows(`/tickets/${number}`, 'Support has closed this request', 'one more thing');

    await portal.zendesk.passTime('PT2M');
    const closed = await shows(`/tickets/${number}`, 'is closed', 'one more thing');
    expect(closed.text).not.toContain('Edit and send again');
    expect(closed.link('Open a follow-up')).toContain(`followUpOf=${number}`);

    const after = await closed.form('Discard').submit();
    expect(after.text).toContain('It was discarded.');
    expect(after.text).not.toContain('one more thing');
  });

  test('a refused request is corrected under its reference, a reply written meanwhile follows it', async () => {
    await refuse('POST /api/v2/tickets');
    const { path } = await sendRequest(owner, { account: 'lojaazul', subject: 'Refused subject' });
    const refused = await showsRefused(path, CONTENT);
    await refused.form('Send').fill('Your reply', 'And this.').submit();

    const edit = (await owner.open(refused.link('Edit and send again'))).form('Send');
    expect(edit.value('Subject')).toBe('Refused subject');
    await edit.fill('Subject', 'Better subject').submit();
    const number = await numberOf(owner, path);
    await sent(number);
    expect(await portal.agent.ticket(number)).toMatchObject({ subject: 'Better subject' });
    const bodies = (await portal.agent.comments(number)).map(({ body }) => body);
    expect(bodies).toEqual(['The amount differs from the contract.', 'And this.']);
    expect((await portal.agent.tickets()).map(({ subject }) => subject)).not.toContain(
      'Refused subject',
    );
  });

  test('a discarded request is gone from the list and never becomes a ticket', async () => {
    await refuse('POST /api/v2/tickets');
    const { path } = await sendRequest(owner, { account: 'lojaazul', subject: 'Never mind' });
    const refused = await showsRefused(path, CONTENT);
    const list = await refused.form('Discard').submit();
    expect(list.path).toBe('/tickets');
    expect(list.text).not.toContain('Never mind');
    expect((await owner.open(path)).status).toBe(404);
    expect((await portal.agent.tickets()).map(({ subject }) => subject)).not.toContain(
      'Never mind',
    );
  });

  test('a wish to solve that support refused is told, and can be put away', async () => {
    const number = await aTicket('Not to be solved');
    await portal.agent.answer(number, 'Is it gone?');
    await portal.zendesk.passTime('PT2M');
    const page = await shows(`/tickets/${number}`, 'Pending');
    await refuse('PUT /api/v2/tickets/*');
    await page.form('Mark as solved').submit();
    const told = await showsRefused(`/tickets/${number}`, 'Not marked as solved', 'Pending');
    const after = await told.form('Discard').submit();
    expect(after.text).not.toContain('Not marked as solved');
  });

  test('a colleague sees that it was refused, and can neither edit nor discard it', async () => {
    const number = await aTicket('Not theirs');
    await refuse('PUT /api/v2/tickets/*');
    const form = (await owner.open(`/tickets/${number}`)).form('Send');
    await form.fill('Your reply', 'Mine alone.').submit();
    const refused = await showsRefused(`/tickets/${number}`, CONTENT);
    const seen = await colleague.open(`/tickets/${number}`);
    expect(seen.text).toContain('Could not be delivered');
    expect(seen.text).not.toContain('Discard');

    const address = refused.link('Edit and send again');
    expect((await colleague.open(address)).status).toBe(404);
    const discard = seen.form('Send');
    discard.element.setAttribute('action', `${address}/removal`);
    discard.element.setAttribute('enctype', 'application/x-www-form-urlencoded');
    expect((await discard.submit()).status).toBe(404);
    await shows(`/tickets/${number}`, 'Mine alone.', CONTENT);
  });

  async function aTicket(subject: string): Promise<number> {
    const page = await sendRequest(owner, { account: 'lojaazul', subject });
    return numberOf(owner, page.path);
  }

  /** Zendesk refuses these calls until something is shown to have been refused. */
  async function refuse(match: string): Promise<void> {
    await portal.zendesk.faults([{ match, ...REFUSED }]);
  }

  async function showsRefused(path: string, ...words: string[]): Promise<Page> {
    const page = await shows(path, ...words);
    await portal.zendesk.faults([]);
    return page;
  }

  async function shows(path: string, ...words: string[]): Promise<Page> {
    return eventually(async () => {
      const page = await owner.open(path);
      for (const each of words) expect(page.text).toContain(each);
      return page;
    });
  }

  async function sent(number: number): Promise<void> {
    await eventually(async () => {
      expect((await owner.open(`/tickets/${number}`)).text).not.toContain('Being sent');
    });
  }
});
