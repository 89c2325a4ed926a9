import { startClient, type Client } from './client';

let zendesk: Client;
beforeEach(async () => {
  zendesk = await startClient();
});
afterEach(() => zendesk.stop());

const START = '/incremental/tickets/cursor?start_time=1500000000';

test('an export withholds the last minute and gives it once the minute has passed', async () => {
  const { id } = await zendesk.ticket();
  const early = await zendesk.call('GET', START);
  expect(early.body).toMatchObject({ tickets: [], end_of_stream: true });
  await zendesk.control('POST', '/clock', { advance: 'PT61S' });
  const late = await zendesk.call('GET', `${START}&include=users`);
  expect(late.body.tickets).toMatchObject([{ id }]);
  expect(late.body.tickets[0]).toHaveProperty('generated_timestamp');
  expect(late.body.users).toHaveLength(2);
  expect(late.body.after_url).toContain(zendesk.url);
});

test('an export goes on from its cursor: a page at a time, then only what changed', async () => {
  const first = await zendesk.ticket();
  const second = await zendesk.ticket();
  await zendesk.control('POST', '/clock', { advance: 'PT2M' });
  const one = await zendesk.call('GET', `${START}&per_page=1`);
  expect(one.body).toMatchObject({ tickets: [{ id: first.id }], end_of_stream: false });
  const two = await zendesk.call(
    'GET',
    `/incremental/tickets/cursor?cursor=${encodeURIComponent(one.body.after_cursor)}`,
  );
  expect(two.body).toMatchObject({ tickets: [{ id: second.id }], end_of_stream: true });

  await zendesk.call('PUT', `/tickets/${first.id}`, { ticket: { subject: 'Changed' } });
  await zendesk.control('POST', '/clock', { advance: 'PT2M' });
  const cursor = encodeURIComponent(two.body.after_cursor);
  const three = await zendesk.call('GET', `/incremental/tickets/cursor?cursor=${cursor}`);
  expect(three.body.tickets).toMatchObject([{ id: first.id, subject: 'Changed' }]);
});

test('an export keeps deleted tickets, by their status', async () => {
  const { id } = await zendesk.ticket();
  await zendesk.call('DELETE', `/tickets/${id}`);
  await zendesk.control('POST', '/clock', { advance: 'PT2M' });
  const { body } = await zendesk.call('GET', START);
  expect(body.tickets).toMatchObject([{ id, status: 'deleted' }]);
});

test('an export from less than a minute ago is 400, and is for admins only', async () => {
  const now = Math.floor(Date.now() / 1000);
  const recent = await zendesk.call('GET', `/incremental/tickets/cursor?start_time=${now - 10}`);
  expect(recent.status).toBe(400);
  const authorization = `Bearer ${await zendesk.token('agent-demo')}`;
  const agent = await zendesk.call('GET', START, undefined, { authorization });
  expect(agent.status).toBe(403);
});
