import { startClient, type Client } from './client';
import { act, automation, trigger, when, type Definitions, type Line } from './rules';

let zendesk: Client;
let ana: number;
beforeEach(async () => {
  zendesk = await startClient();
  const { text } = await zendesk.call('GET', '/users?role=agent');
  ana = (JSON.parse(text) as { users: { id: number }[] }).users[0]!.id;
});
afterEach(() => zendesk.stop());

const SOLVED = when('status', 'is', 'solved');
const WORKING = when('status', 'less_than', 'closed');
const CLOSE = [act('status', 'closed')];
const advance = (duration: string) => zendesk.control('POST', '/clock', { advance: duration });
const statusOf = async (id: number) =>
  (await zendesk.call('GET', `/tickets/${id}`)).body.ticket.status;
const solved = () => zendesk.ticket({ assignee_id: ana, status: 'solved' });

interface Audit {
  created_at: string;
  author_id: number;
  via: object;
  events: { type: string; field_name?: string; value?: string }[];
}

async function auditsOf(id: number): Promise<Audit[]> {
  const { text } = await zendesk.call('GET', `/tickets/${id}/audits`);
  return (JSON.parse(text) as { audits: Audit[] }).audits;
}

/** Moves to half past, so that whole hours come after 30 minutes, an hour and a half and so on. */
async function halfPast(): Promise<number> {
  const { body } = await zendesk.control('GET', '/clock');
  const hour = 3_600_000;
  const seconds = ((1.5 * hour - (Date.parse(body.now) % hour)) % hour) / 1000;
  const moved = await advance(`PT${seconds}S`);
  return Date.parse(moved.body.now);
}

describe('an admin who keeps automations', () => {
  test.each([
    ['no condition of time', [SOLVED], CLOSE],
    [
      'no condition of the kind it must have',
      [when('SOLVED', 'is', '4'), when('priority', 'is', 'low')],
      CLOSE,
    ],
    [
      'nothing that ends it',
      [SOLVED, when('SOLVED', 'greater_than', '4')],
      [act('priority', 'low')],
    ],
    [
      'a condition of triggers',
      [SOLVED, when('SOLVED', 'is', '4'), when('update_type', 'is', 'Create')],
      CLOSE,
    ],
    ['a change', [when('status', 'changed'), when('SOLVED', 'is', '4'), SOLVED], CLOSE],
    ['part of an hour', [SOLVED, when('SOLVED', 'is', '1.5')], CLOSE],
    ['the current user', [SOLVED, when('SOLVED', 'is', '1')], [act('assignee_id', 'current_user')]],
  ])('is refused one with %s', async (_what, all, actions) => {
    const { status, body } = await zendesk.call('POST', '/automations', {
      automation: { title: 'T', all, actions },
    });
    expect([status, body.error]).toEqual([422, 'RecordInvalid']);
  });

  test('is refused time in any, and the same one twice', async () => {
    const twice = { title: 'T', all: [SOLVED, when('SOLVED', 'is', '4')], actions: CLOSE };
    const made = await automation(zendesk, 'First', twice.all, CLOSE);
    expect(made).toMatchObject({
      title: 'First',
      conditions: { all: twice.all, any: [] },
      position: 1,
    });
    const again = await zendesk.call('POST', '/automations', { automation: twice });
    expect([again.status, again.text]).toEqual([422, expect.stringContaining('DuplicateValue')]);
    const any = [when('SOLVED', 'greater_than', '9')];
    const late = await zendesk.call('POST', '/automations', { automation: { ...twice, any } });
    expect(late.status).toBe(422);
  });

  test('changes its conditions with its actions or not at all; lists and removes it', async () => {
    const all = [SOLVED, when('SOLVED', 'is', '4')];
    const { id } = await automation(zendesk, 'A', all, CLOSE);
    const put = (values: object) =>
      zendesk.call('PUT', `/automations/${id}`, { automation: values });
    expect((await put({ actions: CLOSE })).status).toBe(422);
    expect((await put({ conditions: { all } })).status).toBe(200);
    expect((await zendesk.call('GET', `/automations/${id}`)).body).toMatchObject({
      automation: { conditions: { all }, actions: [] },
    });
    await put({ active: false });
    expect((await zendesk.call('GET', '/automations/active')).body.count).toBe(0);
    expect((await zendesk.call('GET', '/automations')).body.count).toBe(1);
    expect((await zendesk.call('DELETE', `/automations/${id}`)).status).toBe(204);
    expect((await zendesk.call('GET', '/automations')).body.count).toBe(0);
  });
});

describe('automations at work', () => {
  test('a ticket solved for 24 hours is closed in the hour after, and cannot be changed again', async () => {
    const start = await halfPast();
    await automation(zendesk, 'Close', [SOLVED, when('SOLVED', 'greater_than', '23')], CLOSE);
    const { id } = await solved();
    await advance('PT24H');
    expect(await statusOf(id)).toBe('solved');
    await advance('PT1H');
    expect(await statusOf(id)).toBe('closed');
    const closing = (await auditsOf(id)).at(-1);
    // The change bears the time of its hour, not of the moment the clock came to rest.
    expect(closing?.created_at).toMatch(/:00:0\dZ$/);
    const hours = (Date.parse(closing?.created_at ?? '') - start) / 3_600_000;
    expect(Math.round(hours * 10) / 10).toBe(24.5);
    expect(closing).toMatchObject({
      author_id: -1,
      via: {
        channel: 'rule',
        source: { from: { title: 'Close', deleted: false }, rel: 'automation' },
      },
    });
    const late = await zendesk.call('PUT', `/tickets/${id}`, { ticket: { subject: 'late' } });
    expect(late.status).toBe(422);
  });

  test('run in order, later ones seeing earlier ones, and triggers see them all', async () => {
    const everyone = [when('NEW', 'is', '1'), WORKING];
    await automation(
      zendesk,
      'Second',
      [...everyone, when('priority', 'is', 'high')],
      [act('current_tags', 'second')],
    );
    await automation(
      zendesk,
      'First',
      [...everyone, when('type', 'is', '')],
      [act('priority', 'high')],
    );
    await automation(
      zendesk,
      'Third',
      [...everyone, when('priority', 'is', 'high'), when('type', 'is', '')],
      [act('current_tags', 'third')],
    );
    await trigger(
      zendesk,
      'See',
      [when('current_via_id', 'is', '8'), when('priority', 'changed')],
      [act('current_tags', 'seen')],
    );
    await halfPast();
    const { id } = await zendesk.ticket();
    await advance('PT3H');
    const { body } = await zendesk.call('GET', `/tickets/${id}`);
    expect(body.ticket.tags).toEqual(['seen', 'third']);
  });

  test('a ticket bears a hundred of their updates', async () => {
    await automation(
      zendesk,
      'Again',
      [WORKING, when('NEW', 'greater_than', '0'), when('priority', 'is', 'low')],
      [act('priority', 'high')],
    );
    await automation(
      zendesk,
      'And again',
      [WORKING, when('NEW', 'greater_than', '0'), when('priority', 'is', 'high')],
      [act('priority', 'low')],
    );
    const { id } = await zendesk.ticket({ priority: 'low' });
    await advance('P4D');
    const { body } = await zendesk.call('GET', `/tickets/${id}/audits`);
    // One more than a hundred: its creation.
    expect(body.count).toBe(101);
  });

  test('a move of 28 days runs them 672 times', async () => {
    await automation(
      zendesk,
      'Wait',
      [WORKING, when('NEW', 'is', '671')],
      [act('current_tags', 'late')],
    );
    await halfPast();
    for (let count = 0; count < 50; count += 1) await zendesk.ticket();
    await advance('P28D');
    const { body } = await zendesk.call('GET', '/tickets');
    expect(body.tickets.every(({ tags }) => tags.includes('late'))).toBe(true);
  });
});

describe('hours since and until', () => {
  const due = (start: number) => new Date(start + 5 * 3_600_000).toISOString();
  const words = { comment: { body: 'x', public: true } };
  const SETTINGS: Record<string, (start: number) => object> = {
    NEW: () => ({}),
    OPEN: () => ({ status: 'open' }),
    PENDING: () => ({ status: 'pending' }),
    HOLD: () => ({ status: 'hold' }),
    SOLVED: () => ({ status: 'solved', assignee_id: ana }),
    assigned_at: () => ({ assignee_id: ana }),
    updated_at: () => ({}),
    requester_updated_at: () => ({}),
    assignee_updated_at: () => ({ assignee_id: ana }),
    due_date: (start) => ({ due_at: new Date(start).toISOString() }),
    until_due_date: (start) => ({ due_at: due(start) }),
  };

  test('every field of time with every operator fires in the hour it says, the part of an hour left out', async () => {
    const { text } = await zendesk.call('GET', '/automations/definitions');
    const { definitions } = JSON.parse(text) as { definitions: Definitions };
    const once = new Set(definitions.conditions_any.map(({ subject }) => subject));
    const timely = definitions.conditions_all.filter(({ subject }) => !once.has(subject));
    expect(timely.map(({ subject }) => subject).sort()).toEqual(Object.keys(SETTINGS).sort());
    const asAna = async () => ({ authorization: `Bearer ${await zendesk.token('agent-demo')}` });
    const requester = await zendesk.person('Olivia');

    const found: string[] = [];
    const wanted: string[] = [];
    for (const { subject, operators } of timely) {
      for (const { value: operator } of operators) {
        const start = await halfPast();
        const ticket = {
          ...{ subject: 'T', requester_id: requester.id },
          comment: { ...words.comment, author_id: requester.id },
          ...SETTINGS[subject]?.(start),
        };
        const headers = subject === 'assignee_updated_at' ? await asAna() : undefined;
        const { body } = await zendesk.call('POST', '/tickets', { ticket }, headers);
        const all = [
          WORKING,
          when(subject, operator, '2'),
          when('current_tags', 'not_includes', 'done'),
        ];
        const rule = await automation(zendesk, 'Try', all, [act('current_tags', 'done')]);
        await advance('PT6H');
        const fired = (await auditsOf(body.ticket.id)).at(-1);
        const at = Date.parse(fired?.created_at ?? '');
        found.push(`${subject} ${operator} in run ${Math.round((at - start) / 3_600_000 + 0.5)}`);
        wanted.push(`${subject} ${operator} in run ${runOf(subject, operator)}`);
        await zendesk.call('DELETE', `/automations/${rule.id}`);
        await zendesk.call('DELETE', `/tickets/${body.ticket.id}`);
      }
    }
    expect(found).toEqual(wanted);
  }, 60_000);

  /** Hours come to 0, 1, 2, 3 … in runs 1, 2, 3, 4 …; those until 5 hours later to 4, 3, 2, 1. */
  function runOf(subject: string, operator: string): number {
    const kind = operator.replace('_business_hours', '');
    if (subject === 'until_due_date') return { is: 3, less_than: 4, greater_than: 1 }[kind] ?? 0;
    return { is: 3, less_than: 1, greater_than: 4 }[kind] ?? 0;
  }

  test('what is true in one hour only may be missed', async () => {
    const { id } = await zendesk.ticket();
    await advance('PT5H');
    const all: Line[] = [WORKING, when('NEW', 'is', '2')];
    await automation(zendesk, 'Missed', all, [act('current_tags', 'late')]);
    await advance('PT5H');
    expect((await zendesk.call('GET', `/tickets/${id}`)).body.ticket.tags).toEqual([]);
  });
});

test('automations take every condition that asks for no update', async () => {
  const { text } = await zendesk.call('GET', '/automations/definitions');
  const { definitions } = JSON.parse(text) as { definitions: Definitions };
  const subjects = definitions.conditions_any.map(({ subject }) => subject);
  expect(subjects).toEqual(
    expect.arrayContaining(['status', 'description_includes_word', 'reopens']),
  );
  expect(subjects).not.toContain('update_type');
  const open = {
    ...{ subject: 'Refund', tags: ['vip'] },
    comment: { body: 'the invoice', public: true },
  };
  await zendesk.ticket(open);
  const tries: [string, Line, Line][] = [
    [
      'words',
      when('description_includes_word', 'includes', 'invoice'),
      when('description_includes_word', 'includes', 'refund'),
    ],
    ['tags', when('current_tags', 'includes', 'vip'), when('current_tags', 'not_includes', 'vip')],
    ['no type', when('type', 'is', ''), when('type', 'is_not', '')],
  ];
  for (const [name, yes, no] of tries) {
    const always = [when('NEW', 'is', '0'), WORKING];
    await automation(
      zendesk,
      name,
      [...always, yes],
      [act('current_tags', `${name.split(' ')[0]}_yes`)],
    );
    await automation(
      zendesk,
      name,
      [...always, no],
      [act('current_tags', `${name.split(' ')[0]}_no`)],
    );
  }
  await halfPast();
  await zendesk.ticket(open);
  await advance('PT1H');
  const { body } = await zendesk.call('GET', '/tickets/2');
  expect(body.ticket.tags).toEqual(['no_yes', 'tags_yes', 'vip', 'words_yes']);
});
