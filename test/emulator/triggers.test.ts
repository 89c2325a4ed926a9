import { startClient, type Client } from './client';
import {
  CREATED,
  UPDATED,
  act,
  auditEvents,
  trigger,
  when,
  type AuditEvent,
  type ShownRule,
} from './rules';

let zendesk: Client;
beforeEach(async () => {
  zendesk = await startClient();
});
afterEach(() => zendesk.stop());

const IMPACT = 'custom_fields_360000000103';
const HIGH = [act('priority', 'high')];

async function list(path: string): Promise<ShownRule[]> {
  const { text } = await zendesk.call('GET', path);
  return (JSON.parse(text) as { triggers: ShownRule[] }).triggers;
}

async function shown(id: number): Promise<ShownRule> {
  const { text } = await zendesk.call('GET', `/triggers/${id}`);
  return (JSON.parse(text) as { trigger: ShownRule }).trigger;
}

async function tagsOf(id: number): Promise<string[]> {
  return (await zendesk.call('GET', `/tickets/${id}`)).body.ticket.tags;
}

const byRules = (events: AuditEvent[]) => events.filter(({ via }) => via?.channel === 'rule');

describe('an admin who keeps triggers', () => {
  test('sends conditions flat or nested, and gets them nested', async () => {
    const flat = await trigger(zendesk, 'Flat', [CREATED], HIGH);
    expect(flat).toMatchObject({
      title: 'Flat',
      raw_title: 'Flat',
      active: true,
      default: false,
      description: null,
      conditions: { all: [CREATED], any: [] },
      actions: HIGH,
    });
    expect(flat.category_id).toMatch(/^\d+$/);
    const { text } = await zendesk.call('POST', '/triggers', {
      trigger: {
        title: 'Nested',
        conditions: { all: [{ field: 'update_type', value: 'Create' }], any: [UPDATED] },
        actions: HIGH,
      },
    });
    expect(JSON.parse(text)).toMatchObject({
      trigger: { conditions: { all: [CREATED], any: [UPDATED] }, position: 2 },
    });
  });

  test.each([
    ['conditions', { all: [UPDATED] }, { all: [UPDATED], any: [], actions: [] }],
    ['actions', { actions: HIGH }, { all: [], any: [], actions: HIGH }],
    ['a title', { title: 'New' }, { all: [CREATED], any: [UPDATED], actions: HIGH }],
  ])('who changes %s alone', async (_what, change, expected) => {
    const { id } = await trigger(zendesk, 'Old', [CREATED], HIGH, { any: [UPDATED] });
    await zendesk.call('PUT', `/triggers/${id}`, { trigger: change });
    const { conditions, actions } = await shown(id);
    expect({ ...conditions, actions }).toEqual(expected);
  });

  test('lists them by page and cursor, by activity, category and title', async () => {
    const first = await trigger(zendesk, 'B', [CREATED], HIGH);
    await trigger(zendesk, 'A', [CREATED], HIGH, { active: false });
    const titles = async (path: string) => (await list(path)).map(({ title }) => title);
    expect(await titles('/triggers?per_page=1')).toEqual(['B']);
    expect(await titles('/triggers?page[size]=1&sort=alphabetical')).toEqual(['A']);
    expect(await titles('/triggers?active=false')).toEqual(['A']);
    expect(await titles('/triggers/active')).toEqual(['B']);
    expect(await titles(`/triggers?category_id=${first.category_id}`)).toEqual(['B', 'A']);
    expect(await titles('/triggers?category_id=1')).toEqual([]);
    expect((await zendesk.call('DELETE', `/triggers/${first.id}`)).status).toBe(204);
    expect((await zendesk.call('GET', `/triggers/${first.id}`)).status).toBe(404);
  });

  test.each([
    ['an unknown field', [when('weather', 'is', 'fine')], HIGH],
    ['an operator a dropdown does not have', [when(IMPACT, 'changed')], HIGH],
    ['an unknown value', [when('status', 'is', 'lost')], HIGH],
    ['no value', [when('status', 'is', '')], HIGH],
    ['a condition of automations', [when('SOLVED', 'greater_than', '24')], HIGH],
    ['a field of another account', [when('custom_fields_1', 'present')], HIGH],
    ['an unknown action', [CREATED], [act('explode', 'now')]],
    ['a new status to set', [CREATED], [act('status', 'new')]],
    ['nobody to tell', [CREATED], [act('notification_user', ['1', 'a', 'b'])]],
    ['a message without a body', [CREATED], [act('notification_user', ['all_agents', 'a'])]],
    ['no such webhook', [CREATED], [act('notification_webhook', ['01X', '{}'])]],
    [
      'too many words',
      [CREATED],
      [act('notification_user', ['all_agents', 'a', 'x'.repeat(65_536)])],
    ],
  ])('is refused %s', async (_what, all, actions) => {
    const { status, body } = await zendesk.call('POST', '/triggers', {
      trigger: { title: 'T', all, actions },
    });
    expect(status).toBe(422);
    expect(body).toMatchObject({ error: 'RecordInvalid', details: { base: [{}] } });
    expect(await list('/triggers')).toEqual([]);
  });

  test('is refused a trigger without a title or an action', async () => {
    const send = async (rule: object) =>
      (await zendesk.call('POST', '/triggers', { trigger: rule })).body.details;
    expect(await send({ title: ' ', all: [CREATED], actions: HIGH })).toHaveProperty('title');
    expect(await send({ title: 'T', all: [CREATED] })).toHaveProperty('actions');
    expect(
      (
        await zendesk.call('POST', '/triggers', {
          trigger: { title: 'T', all: [CREATED], actions: HIGH, category_id: '7' },
        })
      ).status,
    ).toBe(422);
  });

  test('reorders them all at once, in one category only', async () => {
    const one = await trigger(zendesk, 'One', [CREATED], HIGH);
    const two = await trigger(zendesk, 'Two', [CREATED], HIGH);
    const reorder = (ids: number[]) =>
      zendesk.call('PUT', '/triggers/reorder', { trigger_ids: ids });
    expect((await reorder([two.id])).status).toBe(404);
    expect((await reorder([two.id, one.id])).status).toBe(200);
    expect((await list('/triggers')).map(({ title }) => title)).toEqual(['Two', 'One']);

    const added = await zendesk.call('POST', '/trigger_categories', {
      trigger_category: { name: 'Portal' },
    });
    const { trigger_category: portal } = JSON.parse(added.text) as {
      trigger_category: { id: string };
    };
    const refused = await reorder([one.id, two.id]);
    expect([refused.status, refused.text]).toEqual([
      400,
      expect.stringContaining('LimitOneCategory'),
    ]);

    const job = await zendesk.call('POST', '/trigger_categories/jobs', {
      job: {
        action: 'patch',
        items: {
          trigger_categories: [
            { id: portal.id, position: 0 },
            { id: one.category_id, position: 1 },
          ],
          triggers: [{ id: String(one.id), category_id: portal.id, position: 1, active: false }],
        },
      },
    });
    expect(job.body).toMatchObject({
      status: 'complete',
      results: { trigger_categories: [{}, {}], triggers: [{ id: one.id, active: false }] },
    });
    expect((await list('/triggers')).map(({ title }) => title)).toEqual(['One', 'Two']);
    const wrong = await zendesk.call('POST', '/trigger_categories/jobs', {
      job: { action: 'patch', items: { triggers: [{ id: two.id, active: false }, { id: 1 }] } },
    });
    expect(wrong.body).toMatchObject({ status: 'failed', errors: [{ trigger_id: '1' }] });
    expect((await shown(two.id)).active).toBe(true);
  });

  test('removes a category only when nothing in it is active', async () => {
    const { id, category_id: category } = await trigger(zendesk, 'One', [CREATED], HIGH);
    const path = `/trigger_categories/${category}`;
    const refused = await zendesk.call('DELETE', path);
    expect([refused.status, refused.text]).toEqual([
      400,
      expect.stringContaining('TriggerCategoryNotEmpty'),
    ]);
    await zendesk.call('PATCH', path, { trigger_category: { name: 'Renamed' } });
    expect((await zendesk.call('GET', path)).text).toContain('Renamed');
    expect((await zendesk.call('GET', '/trigger_categories?include=rule_counts')).text).toContain(
      '"active_count":1',
    );
    await zendesk.call('PUT', `/triggers/${id}`, { trigger: { active: false } });
    expect((await zendesk.call('DELETE', path)).status).toBe(204);
    const gone = await zendesk.call('GET', path);
    expect([gone.status, gone.text]).toEqual([
      404,
      expect.stringContaining('TriggerCategoryNotFound'),
    ]);
  });
});

describe('triggers at work', () => {
  test('run in order, and later ones see what earlier ones did', async () => {
    await trigger(
      zendesk,
      'Late',
      [when('priority', 'is', 'urgent')],
      [act('current_tags', 'late')],
      { position: 9 },
    );
    await trigger(
      zendesk,
      'Early',
      [CREATED, when(IMPACT, 'is', 'impact_urgent')],
      [act('priority', 'urgent')],
      { position: 1 },
    );
    const { id } = await zendesk.ticket({
      custom_fields: [{ id: 360000000103, value: 'impact_urgent' }],
    });
    expect(await tagsOf(id)).toEqual(['impact_urgent', 'late']);
    expect(
      (await auditEvents(zendesk, id)).filter(({ via }) => via).map(({ field_name }) => field_name),
    ).toEqual(['priority', 'tags']);
  });

  test('begin again after a change, and fire once each in an update', async () => {
    await trigger(
      zendesk,
      'First',
      [when('current_tags', 'includes', 'second')],
      [act('current_tags', 'first')],
    );
    await trigger(
      zendesk,
      'Second',
      [when('current_tags', 'not_includes', 'first')],
      [act('current_tags', 'second')],
    );
    await trigger(zendesk, 'Ping', [when('priority', 'is_not', 'high')], [act('priority', 'high')]);
    await trigger(zendesk, 'Pong', [when('priority', 'is', 'high')], [act('priority', 'low')]);
    const { id } = await zendesk.ticket();
    expect(await tagsOf(id)).toEqual(['first', 'second']);
    const { body } = await zendesk.call('GET', `/tickets/${id}`);
    expect(body.ticket).toMatchObject({ priority: 'low' });
    // The next update is a new cycle: each may fire again.
    const update = await zendesk.call('PUT', `/tickets/${id}`, { ticket: { subject: 'New' } });
    expect(byRules(update.body.audit.events as unknown as AuditEvent[])).toMatchObject([
      { field_name: 'priority', value: 'high', previous_value: 'low' },
      { field_name: 'priority', value: 'low', previous_value: 'high' },
    ]);
  });

  test('tell in the audit of the update what they changed and whom they told, text unrendered', async () => {
    const { id: rule } = await trigger(
      zendesk,
      'Raise',
      [CREATED],
      [
        act('priority', 'high'),
        act('notification_user', [
          'requester_id',
          'About {{ticket.id}}',
          'Hello {{ticket.requester.name}}',
        ]),
      ],
    );
    await trigger(
      zendesk,
      'Nothing',
      [CREATED],
      [act('priority', 'high'), act('status', 'solved')],
    );
    const ticket = await zendesk.ticket();
    const via = {
      channel: 'rule',
      source: {
        from: { deleted: false, title: 'Raise', id: rule, revision_id: 1 },
        to: {},
        rel: 'trigger',
      },
    };
    expect(byRules(await auditEvents(zendesk, ticket.id))).toEqual([
      expect.objectContaining({
        type: 'Change',
        field_name: 'priority',
        value: 'high',
        previous_value: null,
        via,
      }),
      expect.objectContaining({
        type: 'Notification',
        subject: 'About {{ticket.id}}',
        body: 'Hello {{ticket.requester.name}}',
        recipients: [ticket.requester_id],
        via,
      }),
    ]);
  });

  test('compare with the ticket before the update, however often it was changed since', async () => {
    await trigger(
      zendesk,
      'Solve',
      [UPDATED, when('status', 'value', 'pending')],
      [act('status', 'hold')],
    );
    await trigger(
      zendesk,
      'From open',
      [when('status', 'value_previous', 'open')],
      [act('current_tags', 'from_open')],
    );
    await trigger(
      zendesk,
      'To pending',
      [when('status', 'value', 'pending'), UPDATED],
      [act('current_tags', 'to_pending')],
    );
    const { id } = await zendesk.ticket({ status: 'open' });
    await zendesk.call('PUT', `/tickets/${id}`, { ticket: { status: 'pending' } });
    expect(await tagsOf(id)).toEqual(['from_open']);
  });

  test('run over requests and merges, and over a ticket that closes only then', async () => {
    await trigger(
      zendesk,
      'Seen',
      [UPDATED, when('current_tags', 'not_includes', 'seen')],
      [act('current_tags', 'seen')],
    );
    await trigger(
      zendesk,
      'Asked',
      [CREATED, when('role', 'is', 'end_user')],
      [act('current_tags', 'asked')],
    );
    const { id: person } = await zendesk.person('Pedro');
    const asked = await zendesk.call(
      'POST',
      '/requests',
      { request: { subject: 'Hi', comment: { body: 'q' } } },
      { 'x-on-behalf-of': String(person) },
    );
    expect(await tagsOf(asked.body.request.id)).toEqual(['asked']);
    const source = await zendesk.ticket();
    const target = await zendesk.ticket();
    await zendesk.call('POST', `/tickets/${target.id}/merge`, {
      ids: [source.id],
      target_comment: 'both',
    });
    expect(await tagsOf(source.id)).toEqual(['closed_by_merge', 'seen']);
    expect(await tagsOf(target.id)).toEqual(['seen']);
  });

  test('see nothing of a ticket the system closes after 28 days', async () => {
    const { text } = await zendesk.call('GET', '/users?role=agent');
    const [agent] = (JSON.parse(text) as { users: { id: number }[] }).users;
    const { id } = await zendesk.ticket({ assignee_id: agent?.id, status: 'solved' });
    await trigger(
      zendesk,
      'Closed',
      [when('status', 'is', 'closed')],
      [act('current_tags', 'seen')],
    );
    await zendesk.control('POST', '/clock', { advance: 'P29D' });
    const { body } = await zendesk.call('GET', `/tickets/${id}`);
    expect(body.ticket).toMatchObject({ status: 'closed', tags: [] });
  });

  test('do all a trigger can do, within the rules of tickets', async () => {
    const { text } = await zendesk.call('GET', '/users?role=agent');
    const [ana] = (JSON.parse(text) as { users: { id: number }[] }).users;
    await trigger(
      zendesk,
      'All',
      [CREATED],
      [
        act('status', 'solved'),
        act('set_tags', 'one two'),
        act('current_tags', 'three'),
        act('remove_tags', 'one'),
        act('type', 'question'),
        act('assignee_id', String(ana?.id)),
        act('follower', String(ana?.id)),
        act(IMPACT, 'impact_high'),
        act('ticket_form_id', 'default_ticket_form'),
        act('locale_id', '19'),
        act('priority', ''),
      ],
    );
    const ticket = await zendesk.ticket({ priority: 'low', tags: ['zero'] });
    const { body } = await zendesk.call('GET', `/tickets/${ticket.id}`);
    expect(body.ticket).toMatchObject({
      status: 'solved',
      tags: ['impact_high', 'three', 'two'],
      type: 'question',
      assignee_id: ana?.id,
      follower_ids: [ana?.id],
      priority: 'low',
    });
    const user = await zendesk.call('GET', `/users/${ticket.requester_id}`);
    expect(user.body.user).toMatchObject({ locale_id: 19 });
  });
});
