import { startClient, type Client } from './client';

let zendesk: Client;
beforeAll(async () => {
  zendesk = await startClient();
});
afterAll(() => zendesk.stop());

const as = (id: number) => ({ 'x-on-behalf-of': String(id) });

async function assignedTicket() {
  const agents = await zendesk.call('GET', '/users?role=agent');
  return zendesk.ticket({ assignee_id: agents.body.users[0].id });
}

test('a requester sees their own requests and public comments only', async () => {
  const { id, requester_id: requester } = await zendesk.ticket({ tags: ['secret'] });
  const stranger = await zendesk.person('Stranger');
  await zendesk.call('PUT', `/tickets/${id}`, {
    ticket: { comment: { body: 'n', public: false } },
  });

  const own = await zendesk.call('GET', '/requests', undefined, as(requester));
  expect(own.body.requests).toMatchObject([{ id, can_be_solved_by_me: false }]);
  expect(own.body.requests[0]).not.toHaveProperty('tags');
  const comments = await zendesk.call('GET', `/requests/${id}/comments`, undefined, as(requester));
  expect(comments.body.count).toBe(1);
  const other = await zendesk.call('GET', `/requests/${id}`, undefined, as(stranger.id));
  expect(other.status).toBe(404);
  const agentsOnly = await zendesk.call('GET', `/tickets/${id}`, undefined, as(requester));
  expect(agentsOnly.status).toBe(403);
});

test('a requester who writes on a solved ticket reopens it', async () => {
  const { id, requester_id: requester } = await assignedTicket();
  await zendesk.call('PUT', `/tickets/${id}`, { ticket: { status: 'solved' } });
  const body = { request: { comment: { body: 'Not yet' } } };
  const reply = await zendesk.call('PUT', `/requests/${id}`, body, as(requester));
  expect(reply.body.request.status).toBe('open');
});

test('a requester solves an assigned ticket; on an unassigned one nothing happens', async () => {
  const solve = { request: { solved: true } };
  const assigned = await assignedTicket();
  const solved = await zendesk.call(
    'PUT',
    `/requests/${assigned.id}`,
    solve,
    as(assigned.requester_id),
  );
  expect(solved.body.request.status).toBe('solved');
  const unassigned = await zendesk.ticket();
  const silent = await zendesk.call(
    'PUT',
    `/requests/${unassigned.id}`,
    solve,
    as(unassigned.requester_id),
  );
  expect(silent.status).toBe(200);
  expect(silent.body.request.status).toBe('new');
});

test('a requester creates a request; without a subject it is refused by field', async () => {
  const { id } = await zendesk.person('Fabio');
  const request = { subject: 'Tax', comment: { body: 'Which rate?', public: false } };
  const created = await zendesk.call('POST', '/requests', { request }, as(id));
  expect(created.status).toBe(201);
  expect(created.body.request).toMatchObject({ requester_id: id, is_public: true });
  const blank = await zendesk.call('POST', '/requests', { request: { comment: 'x' } }, as(id));
  expect(blank.body.details.base?.[0]).toHaveProperty('field_key');
  const number: number = created.body.request.id;
  const nothing = await zendesk.call('PUT', `/requests/${number}`, { request: {} }, as(id));
  expect(nothing.status).toBe(406);
});

test('a colleague sees the requests of an organization that shares them', async () => {
  const { body } = await zendesk.call('POST', '/organizations', {
    organization: { name: 'Sharing', shared_tickets: true },
  });
  const organization: number = body.organization.id;
  const people = [await zendesk.person('A'), await zendesk.person('B')];
  for (const { id } of people) {
    await zendesk.call('POST', '/organization_memberships', {
      organization_membership: { user_id: id, organization_id: organization },
    });
  }
  const { id } = await zendesk.ticket({ requester_id: people[0]?.id });
  const shown = await zendesk.call('GET', `/requests/${id}`, undefined, as(people[1]?.id ?? 0));
  expect(shown.status).toBe(200);
  const reply = { request: { comment: { body: 'me too' } } };
  const refused = await zendesk.call('PUT', `/requests/${id}`, reply, as(people[1]?.id ?? 0));
  expect(refused.status).toBe(404);
});

test('a customer is asked for a required field only while it is shown to them', async () => {
  const { body } = await zendesk.call('GET', '/ticket_forms');
  const form = body.ticket_forms[0];
  const wish = { title: 'Invoice number', required_in_portal: true, editable_in_portal: true };
  const made = await zendesk.call('POST', '/ticket_fields', { ticket_field: wish });
  const { id } = made.body.ticket_field;
  const ids = [...(form?.ticket_field_ids ?? []), id];
  await zendesk.call('PUT', `/ticket_forms/${form?.id}`, {
    ticket_form: { ticket_field_ids: ids },
  });
  const person = await zendesk.person('Olivia');
  const send = () => {
    const request = { subject: 'Invoice', comment: { body: 'Where is it?' } };
    const customer = { 'x-on-behalf-of': String(person.id) };
    return zendesk.call('POST', '/requests', { request }, customer);
  };
  expect((await send()).body.details.base?.[0]).toMatchObject({ field_key: id });
  await zendesk.call('PUT', `/ticket_fields/${id}`, { ticket_field: { active: false } });
  expect((await send()).status).toBe(201);
});
