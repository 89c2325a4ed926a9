import { parse } from 'node-html-parser';
import { anAccountWithMail, type AccountWithMail } from './an-account-with-mail';

let account: AccountWithMail;
beforeEach(async () => {
  account = await anAccountWithMail();
});
afterEach(() => account.stop());

const get = async (path: string) =>
  parse(await (await fetch(`${account.zendesk.url}${path}`)).text());
const answer = (action: string, text: string, headers: Record<string, string> = {}) =>
  fetch(`${account.zendesk.url}${action}`, {
    method: 'POST',
    body: new URLSearchParams({ text }),
    headers,
    redirect: 'manual',
  });
const newestForm = async () =>
  (await get('/mail')).querySelector('form')?.getAttribute('action') ?? '';

test('every mail sent is on the page, newest first, and an answer to one is in its ticket, by e-mail', async () => {
  const page = await get('/mail');
  expect(page.querySelectorAll('#sent ~ article h3').map(({ text }) => text.slice(0, 6))).toEqual([
    'Mail 2',
    'Mail 1',
    'Mail 1',
  ]);
  const sent = await answer(await newestForm(), 'That of October.');
  const { zendesk, ticketId } = account;
  expect([sent.status, sent.headers.get('location')]).toEqual([303, `/mail?ticket=${ticketId}`]);
  expect((await get(`/mail?ticket=${ticketId}`)).text).toContain(`The answer is in ticket #`);
  const { comments } = (await zendesk.call('GET', `/tickets/${ticketId}/comments`)).body;
  expect(comments[1]).toMatchObject({ body: 'That of October.', via: { channel: 'email' } });
  const ticket = await get(`/tickets/${ticketId}`);
  expect(ticket.querySelectorAll('.message .via').map(({ text }) => text)).toEqual([
    'by e-mail',
    'by the API',
  ]);
});

test('an answer of somebody who has no part in the ticket is put aside, with the reason', async () => {
  const forms = (await get('/mail')).querySelectorAll('form');
  const omars = forms.find(({ text }) => text.includes('Send as person2@'));
  const sent = await answer(omars?.getAttribute('action') ?? '', 'Me too.');
  expect(sent.headers.get('location')).toBe('/mail?aside=1');
  const page = await get('/mail?aside=1');
  expect(page.querySelector('[role=alert]')?.text).toContain('put aside');
  expect(page.querySelector('#suspended ~ article')?.text).toContain(
    'End user only allowed to update their own tickets',
  );
});

test('an answer that is too long comes back with its words and the reason', async () => {
  const text = 'x'.repeat(65_536);
  const refused = await answer(await newestForm(), text);
  expect(refused.status).toBe(422);
  const page = parse(await refused.text());
  expect(page.querySelector('[role=alert]')?.text).toContain('longer than 65535');
  expect(page.querySelector('textarea')?.text).toHaveLength(text.length);
});

test('a form of another site is refused, and a mail that is not there', async () => {
  const form = await newestForm();
  expect((await answer(form, 'x', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await answer('/mail/1/replies', 'x')).status).toBe(404);
});

test('what was sent is told newest first, of all or of one address, until it is forgotten', async () => {
  const { zendesk } = account;
  const subjects = async (query = '') => {
    const { body } = await zendesk.control('GET', `/mails${query}`);
    return (body as unknown as { subject: string }[]).map(({ subject }) => subject);
  };
  expect(await subjects()).toEqual(['Mail 2', 'Mail 1', 'Mail 1']);
  expect(await subjects('?to=Person1@shop.example')).toEqual(['Mail 2', 'Mail 1']);
  expect((await zendesk.control('DELETE', '/mails')).status).toBe(204);
  expect(await subjects()).toEqual([]);
});
