import { startClient, type Client } from './client';

let zendesk: Client;
beforeEach(async () => {
  zendesk = await startClient();
});
afterEach(() => zendesk.stop());

const create = (group: object) => zendesk.call('POST', '/groups', { group });
const change = (id: number, group: object) => zendesk.call('PUT', `/groups/${id}`, { group });
const agent = async () => (await zendesk.call('GET', '/users?role=agent')).body.users[0].id;
const join = (userId: number, groupId: number) =>
  zendesk.call('POST', '/group_memberships', {
    group_membership: { user_id: userId, group_id: groupId },
  });

test('an admin makes a group, changes it and cannot have its name twice', async () => {
  const { status, body } = await create({ name: 'Billing', description: 'Invoices' });
  expect(status).toBe(201);
  expect(body.group).toMatchObject({
    ...{ name: 'Billing', description: 'Invoices', is_public: true },
    ...{ default: false, deleted: false },
  });
  const { id } = body.group;
  expect((await create({ name: 'billing' })).body.details.name?.[0].error).toBe('DuplicateValue');
  expect((await create({})).body.details.name?.[0].error).toBe('BlankValue');
  const renamed = await change(id, { name: 'Money', is_public: false });
  expect(renamed.body.group).toMatchObject({ name: 'Money', description: 'Invoices' });
  expect((await change(id, { is_public: true })).status).toBe(422);
});

test('an agent joins a group, is assigned there, and leaves it with their working tickets', async () => {
  const userId = await agent();
  const groupId = (await create({ name: 'Billing' })).body.group.id;
  const joined = await join(userId, groupId);
  expect(joined.status).toBe(201);
  expect(joined.body.group_membership).toMatchObject({ user_id: userId, default: false });
  expect((await join(userId, groupId)).body.details.user_id?.[0].error).toBe('DuplicateValue');

  const members = await zendesk.call('GET', `/groups/${groupId}/memberships`);
  expect(members.body.group_memberships).toMatchObject([{ user_id: userId, group_id: groupId }]);
  const theirs = await zendesk.call('GET', `/users/${userId}/group_memberships`);
  expect(theirs.body.group_memberships.map((one) => one.default)).toEqual([true, false]);

  const { id } = await zendesk.ticket({ group_id: groupId, assignee_id: userId });
  const shown = await zendesk.call('GET', `/tickets/${id}`);
  expect(shown.body.ticket).toMatchObject({ group_id: groupId, assignee_id: userId });
  const path = `/group_memberships/${joined.body.group_membership.id}`;
  expect((await zendesk.call('DELETE', path)).status).toBe(204);
  expect((await zendesk.call('GET', path)).status).toBe(404);
  const left = await zendesk.call('GET', `/tickets/${id}`);
  expect(left.body.ticket).toMatchObject({ group_id: groupId, assignee_id: null });
});

test('only agents join, and only what is there', async () => {
  const { id: customer } = await zendesk.person('Olivia');
  const groupId = (await create({ name: 'Billing' })).body.group.id;
  expect((await join(customer, groupId)).body.details.user).toHaveLength(1);
  expect((await join(await agent(), 7)).body.details.group).toHaveLength(1);
});

test('a deleted group is kept and marked, and takes no ticket', async () => {
  const groupId = (await create({ name: 'Billing' })).body.group.id;
  await join(await agent(), groupId);
  const { id } = await zendesk.ticket({ group_id: groupId });
  expect((await zendesk.call('DELETE', `/groups/${groupId}`)).status).toBe(204);
  const list = await zendesk.call('GET', '/groups');
  expect(list.body.groups.map(({ name }) => name)).toEqual(['Financial Support']);
  const shown = await zendesk.call('GET', `/groups/${groupId}`);
  expect(shown.body.group).toMatchObject({ deleted: true });
  const ticket = await zendesk.call('GET', `/tickets/${id}`);
  expect(ticket.body.ticket).toMatchObject({ group_id: null });
  const change = { ticket: { group_id: groupId } };
  expect((await zendesk.call('PUT', `/tickets/${id}`, change)).status).toBe(422);
  expect((await zendesk.call('GET', `/groups/${groupId}/memberships`)).body.count).toBe(0);
});

test('the default group stays', async () => {
  const { body } = await zendesk.call('GET', '/groups');
  const reply = await zendesk.call('DELETE', `/groups/${body.groups[0]?.id}`);
  expect(reply.status).toBe(422);
});
