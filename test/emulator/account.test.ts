import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AGENTS, startClient, type Client } from './client';

/** Emulators one after the other on one folder; what a failing test leaves running is stopped. */
let folder: string;
let running: Client | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emulator-test-'));
});
afterEach(async () => {
  await stop();
  await rm(folder, { recursive: true });
});
async function start(): Promise<Client> {
  running = await startClient({ dataDir: folder });
  return running;
}
async function stop(): Promise<void> {
  await running?.stop();
  running = undefined;
}

describe('a trial account', () => {
  let zendesk: Client;
  beforeAll(async () => {
    zendesk = await startClient({ seed: { agents: AGENTS } });
  });
  afterAll(() => zendesk.stop());

  test('has what Zendesk gives it and nothing of the portal', async () => {
    const { ticket_fields: fields } = (await zendesk.call('GET', '/ticket_fields')).body;
    expect(fields.map(({ type }) => type)).toEqual([
      ...['subject', 'description', 'status', 'tickettype', 'priority', 'group', 'assignee'],
      'custom_status',
    ]);
    const { ticket_forms: forms } = (await zendesk.call('GET', '/ticket_forms')).body;
    expect(forms).toMatchObject([
      { name: 'Default Ticket Form', default: true, ticket_field_ids: fields.map(({ id }) => id) },
    ]);
    const { groups } = (await zendesk.call('GET', '/groups')).body;
    expect(groups).toMatchObject([{ name: 'Support', default: true }]);
    const members = await zendesk.call('GET', `/groups/${groups[0]?.id}/memberships`);
    expect(members.body.count).toBe(AGENTS.length + 1);
    expect((await zendesk.call('GET', '/brands')).body.count).toBe(1);
    expect((await zendesk.call('GET', '/webhooks')).body.webhooks).toEqual([]);
  });

  test('takes a ticket, and the agents’ page shows it', async () => {
    const { id } = await zendesk.ticket();
    const page = await fetch(`${zendesk.url}/tickets/${id}`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Invoice');
    expect((await zendesk.token('agent-demo')).length).toBeGreaterThan(0);
  });
});

describe('a plan that lacks something', () => {
  let zendesk: Client;
  beforeEach(async () => {
    zendesk = await startClient();
  });
  afterEach(() => zendesk.stop());
  const notThere = { error: 'InvalidEndpoint', description: 'Not found' };

  test.each([
    ['ticketForms', '/ticket_forms', '/ticket_forms/360000000201/clone', '/dynamic_content/items'],
    ['dynamicContent', '/dynamic_content/items', '/dynamic_content/items/show_many', '/groups'],
  ])('answers as if %s did not exist, and the rest as before', async (feature, ...paths) => {
    const [list, lacking, other] = paths;
    const { body } = await zendesk.control('PUT', '/plan', { [feature]: false });
    expect(body).toMatchObject({ [feature]: false });
    for (const path of [list, lacking]) {
      const reply = await zendesk.call('GET', path);
      expect([reply.status, reply.body]).toEqual([404, notThere]);
    }
    expect((await zendesk.call('POST', list, {})).body).toEqual(notThere);
    expect((await zendesk.call('GET', other)).status).toBe(200);
    await zendesk.control('PUT', '/plan', { [feature]: true });
    expect((await zendesk.call('GET', list)).status).toBe(200);
  });

  test('stays with the account over a restart, until a reset', async () => {
    const before = await start();
    await before.control('PUT', '/plan', { ticketForms: false });
    await stop();
    const after = await start();
    const kept = await after.control('GET', '/plan');
    expect(kept.body).toEqual({ ticketForms: false, dynamicContent: true });
    await after.control('POST', '/reset');
    expect((await after.call('GET', '/ticket_forms')).status).toBe(200);
  });

  test('is refused with a sentence when the emulator does not know the feature', async () => {
    const reply = await zendesk.control('PUT', '/plan', { magic: true });
    expect(reply.status).toBe(400);
    expect(reply.body.error).toContain('magic');
  });
});

interface OldState {
  maps: Record<string, [number, Record<string, unknown>][]>;
}

test('an account kept by an older version shows what its records lacked, and its members', async () => {
  const before = await start();
  const { body } = await before.call('GET', '/users?role=agent');
  await stop();
  const file = join(folder, 'state.json');
  const kept = JSON.parse(await readFile(file, 'utf8')) as { state: OldState & { plan?: unknown } };
  const { maps } = kept.state;
  const memberIds = body.users.map(({ id }) => id);
  const age = (name: string, known: string[], more: object = {}) => {
    maps[name] = (maps[name] ?? []).map(([id, record]) => {
      const old = Object.entries(record).filter(([key]) => known.includes(key));
      return [id, { ...Object.fromEntries(old), ...more }];
    });
  };
  age('ticketFields', ['id', 'type', 'title', 'position', 'removable', 'required', 'createdAt']);
  age('ticketForms', ['id', 'name', 'ticketFieldIds', 'isDefault', 'createdAt']);
  age('groups', ['id', 'name', 'isDefault', 'createdAt'], { memberIds });
  for (const name of ['groupMemberships', 'views', 'dynamicContent']) delete maps[name];
  delete kept.state.plan;
  await writeFile(file, JSON.stringify(kept));

  const after = await start();
  const fields = await after.call('GET', '/ticket_fields/360000000101');
  expect(fields.body.ticket_field).toMatchObject({ active: true, title_in_portal: 'VTEX account' });
  const { ticket_forms: forms } = (await after.call('GET', '/ticket_forms')).body;
  expect(forms).toMatchObject([{ active: true, display_name: 'Financial support', position: 0 }]);
  const { groups } = (await after.call('GET', '/groups')).body;
  expect(groups).toMatchObject([{ description: '', is_public: true, deleted: false }]);
  const members = await after.call('GET', `/groups/${groups[0]?.id}/memberships`);
  expect(members.body.group_memberships.map((one) => one.user_id)).toEqual(memberIds);
});
