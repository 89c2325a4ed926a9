import { startClient, type Client } from './client';

let zendesk: Client;
beforeEach(async () => {
  zendesk = await startClient();
});
afterEach(() => zendesk.stop());

const ACCOUNT_FIELD = 360000000101;
const OPEN = { field: 'status', operator: 'less_than', value: 'solved' };
const URGENT = { field: 'priority', operator: 'is', value: 'urgent' };
const create = (view: object) => zendesk.call('POST', '/views', { view });
const change = (id: number, view: object) => zendesk.call('PUT', `/views/${id}`, { view });
const made = async (view: object) => (await create(view)).body.view.id;
const titles = async (path: string, headers?: Record<string, string>) => {
  const { body } = await zendesk.call('GET', path, undefined, headers);
  return body.views.map(({ title }) => title);
};

test('a view is written as output and read as execution', async () => {
  const groupId: number = (await zendesk.call('GET', '/groups')).body.groups[0]?.id ?? 0;
  const { status, body } = await create({
    title: 'Ours',
    all: [OPEN, { field: 'group_id', operator: 'is', value: groupId }],
    output: {
      columns: ['nice_id', 'description', ACCOUNT_FIELD, 'updated'],
      group_by: 'status',
      group_order: 'desc',
      sort_by: String(ACCOUNT_FIELD),
    },
  });
  expect(status).toBe(200);
  const { view } = body;
  expect(view).not.toHaveProperty('output');
  expect(view).toMatchObject({
    ...{ title: 'Ours', raw_title: 'Ours', active: true, position: 1, restriction: null },
    ...{ description: null, default: false },
    conditions: { all: [OPEN, { field: 'group_id', operator: 'is', value: String(groupId) }] },
    execution: {
      ...{ group_by: 'status', group_order: 'desc', sort_by: '360000000101', sort_order: 'desc' },
      group: { id: 'status', title: 'Status category', order: 'desc' },
      sort: { id: ACCOUNT_FIELD, order: 'desc' },
      columns: [
        { id: 'nice_id', title: 'ID', filterable: true, sortable: true },
        { id: 'subject', title: 'Subject', filterable: true, sortable: false },
        { id: ACCOUNT_FIELD, title: 'VTEX account', type: 'text' },
        { id: 'updated' },
      ],
      fields: [{ id: 'nice_id' }, { id: 'subject' }, { id: 'updated' }],
      custom_fields: [{ id: ACCOUNT_FIELD }],
    },
  });
});

test('a list of conditions that is sent replaces that list and leaves the other alone', async () => {
  const id = await made({ title: 'Ours', all: [OPEN, URGENT], any: [URGENT] });
  const { body } = await change(id, { any: [] });
  expect(body.view.conditions).toEqual({ all: [OPEN, URGENT], any: [] });
  const nested = await change(id, { conditions: { all: [OPEN] } });
  expect(nested.body.view.conditions).toEqual({ all: [OPEN], any: [] });
  const refused = await change(id, { all: [URGENT] });
  expect(refused.status).toBe(422);
  const shown = await zendesk.call('GET', `/views/${id}`);
  expect(shown.body.view.conditions.all).toEqual([OPEN]);
});

test('columns, order and restriction are replaced as they are named', async () => {
  const output = { columns: ['nice_id'], sort_by: 'updated' };
  const id = await made({ title: 'Ours', all: [OPEN], output });
  const { groups } = (await zendesk.call('GET', '/groups')).body;
  const restriction = { type: 'Group', ids: groups.map((group) => group.id) };
  const { body } = await change(id, { output: { columns: ['subject'] }, restriction });
  expect(body.view).toMatchObject({
    execution: { columns: [{ id: 'subject' }], sort_by: 'updated' },
    restriction: { type: 'Group', id: groups[0]?.id, ids: restriction.ids },
  });
  expect((await change(id, { restriction: null })).body.view).toMatchObject({ restriction: null });
});

test.each([
  ['no title', { title: '' }, 'title'],
  ['no narrowing condition', { all: [URGENT] }, 'base'],
  ['only any of them', { all: [], any: [OPEN] }, 'base'],
  ['a column nobody knows', { output: { columns: ['blah'] } }, 'output'],
  ['eleven columns', { output: { columns: Array(11).fill('status') } }, 'output'],
  ['an order by the subject', { output: { sort_by: 'subject' } }, 'output'],
  ['a group nobody knows', { restriction: { type: 'Group', id: 7 } }, 'restriction'],
])('an agent who sends %s gets 422 and no view', async (_what, wish, where) => {
  const reply = await create({ title: 'Wrong', all: [OPEN], ...wish });
  expect(reply.status).toBe(422);
  expect(reply.body.details[where]).toHaveLength(1);
  expect((await zendesk.call('GET', '/views')).body.count).toBe(0);
});

test('lists hold what the caller may use, active ones apart, until they are removed', async () => {
  const { body } = await zendesk.call('POST', '/groups', { group: { name: 'Billing' } });
  const me = (await zendesk.call('GET', '/users/me')).body.user.id;
  await made({ title: 'All', all: [OPEN] });
  const off = await made({ title: 'Off', all: [OPEN], active: false });
  const restriction = { type: 'Group', ids: [body.group.id] };
  await made({ title: 'Billing', all: [OPEN], restriction });
  const mine = await made({ title: 'Mine', all: [OPEN], restriction: { type: 'User', id: me } });
  expect(await titles('/views')).toEqual(['All', 'Off', 'Billing', 'Mine']);
  expect(await titles('/views?sort_by=alphabetical')).toEqual(['All', 'Billing', 'Mine', 'Off']);
  expect(await titles('/views/active')).toEqual(['All', 'Billing', 'Mine']);
  expect(await titles('/views?active=false')).toEqual(['Off']);
  const agent = { authorization: `Bearer ${await zendesk.token('agent-demo')}` };
  expect(await titles('/views', agent)).toEqual(['All', 'Off']);
  expect((await zendesk.call('GET', `/views/${mine}`, undefined, agent)).status).toBe(404);
  expect((await zendesk.call('DELETE', `/views/${off}`)).status).toBe(204);
  expect((await zendesk.call('DELETE', `/views/${off}`)).status).toBe(404);
});

test('a view holds the tickets its conditions ask for, in its order, and counts them', async () => {
  const values = (value: string) => ({ custom_fields: [{ id: ACCOUNT_FIELD, value }] });
  const low = await zendesk.ticket({ priority: 'low', tags: ['vip'], ...values('zeta') });
  const urgent = await zendesk.ticket({ priority: 'urgent', tags: ['vip'], ...values('alfa') });
  const plain = await zendesk.ticket({ priority: 'high' });
  const agent = (await zendesk.call('GET', '/users?role=agent')).body.users[0].id;
  const solved = { ticket: { status: 'solved', assignee_id: agent } };
  await zendesk.call('PUT', `/tickets/${plain.id}`, solved);
  const id = await made({
    title: 'VIP',
    all: [OPEN, { field: 'current_tags', operator: 'includes', value: 'vip' }],
    output: { columns: ['nice_id', 'priority', ACCOUNT_FIELD], sort_by: 'priority' },
  });
  const list = await zendesk.call('GET', `/views/${id}/tickets`);
  expect(list.body.tickets.map((ticket) => ticket.id)).toEqual([urgent.id, low.id]);
  const first = await zendesk.call('GET', `/views/${id}/tickets?page[size]=1&sort=id`);
  expect(first.body.tickets.map((ticket) => ticket.id)).toEqual([urgent.id]);
  const executed = await zendesk.call('GET', `/views/${id}/execute`);
  expect(executed.body).toMatchObject({
    columns: [{ id: 'nice_id' }, { id: 'priority' }, { id: ACCOUNT_FIELD }],
    rows: [
      {
        nice_id: urgent.id,
        priority: 'urgent',
        [ACCOUNT_FIELD]: 'alfa',
        ticket: { id: urgent.id },
      },
      { nice_id: low.id, priority: 'low', [ACCOUNT_FIELD]: 'zeta' },
    ],
    view: { id },
  });
  const count = await zendesk.call('GET', `/views/${id}/count`);
  expect(count.body.view_count).toEqual({
    ...{ url: `${zendesk.url}/api/v2/views/${id}/count.json`, view_id: id },
    ...{ value: 2, pretty: '2', fresh: true },
  });
});

test('counting one view six times a minute is refused while limits are on', async () => {
  const id = await made({ title: 'All', all: [OPEN] });
  await zendesk.control('PUT', '/limits', { enabled: true });
  const statuses = [];
  for (let turn = 0; turn < 6; turn += 1) {
    statuses.push((await zendesk.call('GET', `/views/${id}/count`)).status);
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
});
