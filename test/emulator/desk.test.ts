import { startClient, type Client } from './client';

let zendesk: Client;
beforeAll(async () => {
  zendesk = await startClient();
});
afterAll(() => zendesk.stop());

const page = async (path: string) => (await fetch(`${zendesk.url}${path}`)).text();

async function submit(id: number, fields: Record<string, string>, file?: File) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', file ?? new File([], ''));
  return fetch(`${zendesk.url}/tickets/${id}`, { method: 'POST', body: form, redirect: 'manual' });
}

test('an agent sees the list and a ticket, with everything escaped', async () => {
  const { id } = await zendesk.ticket({ subject: '<script>alert(1)</script>' });
  const list = await page('/');
  expect(list).toContain(`href="/tickets/${id}"`);
  expect(list).toContain('&lt;script>alert(1)');
  expect(list).not.toContain('<script');
  expect(await page(`/tickets/${id}`)).toContain('<label for="answer">Your answer</label>');
  expect((await fetch(`${zendesk.url}/tickets/999`)).status).toBe(404);
});

test('an agent answers with a file, takes the ticket and sets its status and impact at once', async () => {
  const { id } = await zendesk.ticket();
  const agents = await zendesk.call('GET', '/users?role=agent');
  const assignee: number = agents.body.users[1].id;
  const fields = {
    answer: 'Here it is',
    visibility: 'public',
    assignee: String(assignee),
    status: 'pending',
    impact: 'impact_urgent',
  };
  const reply = await submit(id, fields, new File(['bill'], 'bill.txt', { type: 'text/plain' }));
  expect(reply.status).toBe(303);
  const { body } = await zendesk.call('GET', `/tickets/${id}`);
  expect(body.ticket).toMatchObject({
    status: 'pending',
    assignee_id: assignee,
    tags: ['impact_urgent'],
  });
  const { body: conversation } = await zendesk.call('GET', `/tickets/${id}/comments`);
  expect(conversation.comments[1]).toMatchObject({
    body: 'Here it is',
    public: true,
    author_id: agents.body.users[0].id,
    attachments: [{ file_name: 'bill.txt', size: 4 }],
  });
  expect(await page(`/tickets/${id}?saved=1`)).toContain('Saved.');
});

test('an internal note is marked; a refused change keeps the agent’s words', async () => {
  const { id } = await zendesk.ticket();
  const note = { answer: 'Mind this', visibility: 'internal', assignee: '', impact: '' };
  expect((await submit(id, { ...note, status: 'new' })).status).toBe(303);
  expect(await page(`/tickets/${id}`)).toContain('<strong>Internal note</strong>');

  const refused = await submit(id, { ...note, answer: 'Keep me', status: 'solved' });
  expect(refused.status).toBe(422);
  const html = await refused.text();
  expect(html).toContain('Assignee: is required');
  expect(html).toContain('Keep me');
});

test('a form sent from another site is refused', async () => {
  const { id } = await zendesk.ticket();
  const reply = await fetch(`${zendesk.url}/tickets/${id}`, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site' },
    body: new FormData(),
  });
  expect(reply.status).toBe(403);
});

test('a form that is no form is answered with a sentence', async () => {
  const { id } = await zendesk.ticket();
  const warnings = jest.spyOn(process, 'emitWarning').mockImplementation();
  const reply = await fetch(`${zendesk.url}/tickets/${id}`, { method: 'POST', body: 'answer' });
  warnings.mockRestore();
  expect(reply.status).toBe(500);
  expect(await reply.text()).toContain('role="alert"');
});
