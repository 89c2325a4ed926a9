import type { Attributes, LiveObject } from '../../../src/sync/kind';
import { toLiveObject } from '../../../src/sync/live-object';
import type { Plan } from '../../../src/sync/plan';
import { exitCodeOf } from '../../../src/sync/report';
import { toSteps } from '../../../src/sync/steps';
import { appliedState, edited, liveOf, planOf, type State } from './a-live';
import { entriesOf, FILES, withFiles } from './a-configuration';

const names = ({ changes }: Plan) => changes.map(({ act, kind, key }) => `${act} ${kind}.${key}`);
const changeOf = (plan: Plan, key: string) => plan.changes.find((change) => change.key === key);
const locked = (state: State, kind: keyof State['lock'], key: string, id: number): State => ({
  ...state,
  lock: { ...state.lock, [kind]: { ...state.lock[kind], [key]: id } },
});
const added = (state: State, raw: Record<string, unknown>, kind = 'triggers' as const): State => ({
  ...state,
  live: {
    ...state.live,
    [kind]: [...(state.live[kind] as readonly LiveObject[]), toLiveObject(kind, raw)],
  },
});
const without = (key: string, file: string) =>
  withFiles({
    [file]: (FILES[file] ?? '').replace(new RegExp(`\\n- key: ${key}\\n[^]*?(?=\\n- key: |$)`), ''),
  });

describe('a plan for a fresh account', () => {
  const plan = planOf({ lock: { triggers: { standard_comment: 21 } } });

  test('makes everything behind what it names (ideal 7), and asks to exit with 2 (ideal 19)', () => {
    expect(plan.problems).toEqual([]);
    expect(names(plan)).toEqual([
      'create groups.finance',
      'create dynamic_content.impact_title',
      'create ticket_fields.vtex_account',
      'create ticket_fields.area',
      'create ticket_fields.impact_level',
      'create ticket_forms.financial_support',
      'create webhooks.portal',
      'create trigger_categories.vtex_portal',
      'create triggers.priority_of_normal',
      'create triggers.priority_of_high',
      'create triggers.priority_of_urgent',
      'create triggers.confirmation',
      'create triggers.webhook',
      'update triggers.standard_comment',
      'create automations.close_solved',
      'create views.urgent',
    ]);
    expect(exitCodeOf(plan)).toBe(2);
  });

  test('makes rules asleep and wakes them last, and conditions behind their fields (ideal 7)', () => {
    const steps = toSteps(plan.changes).map(
      ({ act, change, write }) => `${act} ${change.key} ${Object.keys(write).length}`,
    );
    expect(changeOf(plan, 'webhook')?.writes[0]).toMatchObject({ active: false });
    expect(steps.slice(-7)).toEqual([
      'update financial_support 1',
      'update priority_of_normal 1',
      'update priority_of_high 1',
      'update priority_of_urgent 1',
      'update confirmation 1',
      'update webhook 1',
      'update close_solved 1',
    ]);
    expect(changeOf(plan, 'financial_support')?.writes).toMatchObject([
      { ticket_field_ids: expect.any(Array) as unknown },
      { agent_conditions: expect.any(Array) as unknown },
    ]);
  });

  test('counts what is not ours and touches none of it (ideal 5)', () => {
    expect(plan.unmanaged).toEqual({ ticket_fields: 4 });
  });

  test('never takes a thing for ours by its title (ideal 1)', () => {
    const live = liveOf({ groups: [{ id: 5, name: 'Finance' }] });
    const change = changeOf(planOf({ live }), 'finance');
    expect(change).toMatchObject({ act: 'create', id: null });
    expect(change?.warnings.join()).toMatch(/not ours \(5\)/);
  });

  test('names a system field the account does not have', () => {
    const { problems } = planOf({ live: liveOf({ ticket_fields: [] }) });
    expect(problems).toMatchObject([
      {
        check: 'dangling-reference',
        place: 'ticket-forms.yaml:2',
        message: expect.stringMatching(/subject/) as string,
      },
    ]);
  });

  test('holds no secret: not in the plan, only its name (ideal 14)', () => {
    expect(changeOf(plan, 'portal')?.writes).toMatchObject([
      { authentication: { data: { token: '@{secret.WEBHOOK_TOKEN}' } } },
    ]);
  });
});

describe('a plan for an account that was applied', () => {
  test('is empty, whatever Zendesk adds, drops or says in other words (ideals 4 and 18)', () => {
    const plan = planOf(appliedState());
    expect(plan.changes).toEqual([]);
    expect(plan.warnings).toEqual([]);
    expect(exitCodeOf(plan)).toBe(0);
  });

  test('tells what somebody changed at the desk as drift (ideal 3)', () => {
    const state = edited(appliedState(), 'triggers', 'webhook', { title: 'Mine now' });
    const { changes } = planOf(state);
    expect(changes).toMatchObject([
      {
        act: 'update',
        key: 'webhook',
        differences: [
          { path: 'title', live: 'Mine now', desired: 'VTEX portal: webhook', origin: 'drift' },
        ],
        writes: [{ title: 'VTEX portal: webhook' }],
      },
    ]);
  });

  test('tells what the files changed as ours, and both where both did (ideal 3)', () => {
    const state = appliedState();
    const desired = entriesOf(withFiles({ 'groups.yaml': '- key: finance\n  name: Money' }));
    expect(changeOf(planOf(state, { desired }), 'finance')?.differences).toMatchObject([
      { path: 'name', origin: 'ours' },
      { path: 'is_public', origin: 'default' },
    ]);
    const moved = edited(state, 'groups', 'finance', { name: 'Cash' });
    expect(changeOf(planOf(moved, { desired }), 'finance')?.differences[0]).toMatchObject({
      live: 'Cash',
      desired: 'Money',
      origin: 'both',
    });
  });

  test('sends every condition and action when one of them moved', () => {
    const state = edited(appliedState(), 'triggers', 'confirmation', { all: [] });
    const [write] = changeOf(planOf(state), 'confirmation')?.writes ?? [];
    expect(Object.keys(write ?? {}).sort()).toEqual(['actions', 'all', 'any']);
    expect(write?.all).toHaveLength(2);
    expect(write?.actions).toHaveLength(1);
  });

  test('makes anew what was deleted behind our back, with a warning', () => {
    const state = appliedState();
    const change = changeOf(planOf({ ...state, live: { ...state.live, groups: [] } }), 'finance');
    expect(change).toMatchObject({ act: 'create', warnings: [expect.stringMatching(/gone/)] });
  });

  test('adds a condition to a rule of Zendesk and keeps all it has', () => {
    const state = appliedState();
    const guarded = edited(state, 'triggers', 'standard_comment', {
      title: 'Renamed by an admin',
      all: [{ field: 'comment_is_public', operator: 'is', value: 'true' }],
    });
    expect(changeOf(planOf(guarded), 'standard_comment')).toMatchObject({
      differences: [{ path: 'all.current_tags', live: null, origin: 'drift' }],
      writes: [
        {
          all: [
            { field: 'comment_is_public', operator: 'is', value: 'true' },
            { field: 'current_tags', operator: 'not_includes', value: 'vtex_portal' },
          ],
          actions: [{ field: 'notification_user' }],
        },
      ],
    });
  });

  test('leaves out a guard that is bound to no rule, with a warning', () => {
    const { lock, ...state } = appliedState();
    const { standard_comment: _, ...triggers } = lock.triggers ?? {};
    void _;
    const plan = planOf({ ...state, lock: { ...lock, triggers } });
    expect(plan.changes).toEqual([]);
    expect(plan.warnings).toMatchObject([
      expect.stringMatching(/standard_comment is bound to no rule/) as string,
    ]);
  });
});

describe('what the files do not name any more', () => {
  const state = appliedState();
  const desired = entriesOf(without('urgent', 'views.yaml'));

  test('is put to sleep, and stays asleep in the next plan (ideals 10 and 11)', () => {
    expect(names(planOf(state, { desired }))).toEqual(['deactivate views.urgent']);
    const views = (state.live.views as readonly LiveObject[]).map((view) => ({
      ...view,
      isActive: false,
    }));
    expect(names(planOf({ ...state, live: { ...state.live, views } }, { desired }))).toEqual([]);
  });

  test('is deleted only when its key is named (ideal 10)', () => {
    const options = { allow: new Set<string>(), delete: new Set(['urgent']) };
    expect(names(planOf(state, { desired, options }))).toEqual(['delete views.urgent']);
  });

  test.each([
    ['still in the files', 'finance', /still in the files/],
    ['not in the lock', 'nobody', /only what an apply made/],
  ])('is not deleted when it is %s (ideal 11)', (_, key, message) => {
    const options = { allow: new Set<string>(), delete: new Set([key]) };
    expect(planOf(state, { options }).problems).toMatchObject([
      { check: 'delete', message: expect.stringMatching(message) as string },
    ]);
  });

  test('stays where its kind cannot sleep, with a warning', () => {
    const files = withFiles({ 'groups.yaml': '', 'views.yaml': '' });
    const plan = planOf(state, { desired: entriesOf(files) });
    expect(names(plan)).toEqual(['deactivate views.urgent']);
    expect(plan.warnings).toMatchObject([
      expect.stringMatching(/groups\.finance .* --delete finance/) as string,
    ]);
  });

  test('is not deleted while a rule that is not ours uses it', () => {
    const id = state.lock.trigger_categories?.vtex_portal;
    const used = added(state, { id: 77, title: 'Theirs', category_id: String(id), actions: [] });
    const files = withFiles({ 'trigger-categories.yaml': '', 'triggers.yaml': '' });
    const options = { allow: new Set<string>(), delete: new Set(['vtex_portal']) };
    const { problems } = planOf(used, { desired: entriesOf(files), options });
    expect(problems).toMatchObject([
      { check: 'still-used', message: expect.stringMatching(/"Theirs"|triggers/) as string },
    ]);
  });

  test("is left alone when it is a rule of Zendesk's own", () => {
    const plan = planOf(state, {
      desired: entriesOf(without('standard_comment', 'triggers.yaml')),
    });
    expect(plan.changes).toEqual([]);
    expect(plan.warnings).toMatchObject([expect.stringMatching(/Zendesk's own/) as string]);
  });

  test('goes in reverse: rules sleep before what they name (ideal 7)', () => {
    const plan = planOf(state, { desired: [] });
    const acts = toSteps(plan.changes).map(({ change }) => change.kind);
    expect([...new Set(acts)]).toEqual([
      'automations',
      'triggers',
      'views',
      'webhooks',
      'ticket_forms',
      'ticket_fields',
    ]);
  });
});

describe('a ticket field', () => {
  const withoutHigh = withFiles({
    'ticket-fields.yaml': (FILES['ticket-fields.yaml'] ?? '').replace(
      "'@{generated.impact_options}'",
      '[{ name: Normal, value: impact_normal }, { name: Urgent, value: impact_urgent }]',
    ),
  });
  const desired = entriesOf(withoutHigh);

  test('that loses an option says how many tickets have it, and must be allowed (ideal 10)', () => {
    const state = appliedState();
    const touchedTickets = (key: string, option: string | null) =>
      key === 'impact_level' && option === 'impact_high' ? 12 : undefined;
    const change = (allow: string[]) =>
      changeOf(
        planOf(state, {
          desired,
          touchedTickets,
          options: { allow: new Set(allow), delete: new Set() },
        }),
        'impact_level',
      );
    expect(change([])).toMatchObject({
      needsAllow: true,
      warnings: ['The option impact_high goes: it stands on 12 tickets.'],
    });
    expect(change(['impact_level'])).toMatchObject({ needsAllow: false });
  });

  test('that gains one needs no permission', () => {
    const state = appliedState(desired);
    expect(changeOf(planOf(state), 'impact_level')).toMatchObject({
      needsAllow: false,
      warnings: [],
    });
  });

  test('of another type is made anew beside the old one, which sleeps (ideal 10)', () => {
    const files = withFiles({
      'ticket-fields.yaml': (FILES['ticket-fields.yaml'] ?? '').replace(
        'type: text',
        'type: textarea',
      ),
    });
    const plan = planOf(appliedState(), { desired: entriesOf(files) });
    expect(plan.changes).toMatchObject([
      {
        act: 'create',
        key: 'vtex_account',
        needsAllow: true,
        warnings: [
          expect.stringMatching(/takes the place/) as string,
          expect.stringMatching(/Every value/) as string,
        ],
      },
      { act: 'deactivate', key: 'vtex_account' },
    ]);
  });
});

describe('a form', () => {
  test('keeps a field that somebody else put on it, in its place (ideal 8)', () => {
    const state = appliedState();
    const { vtex_account: account, area, impact_level: impact } = state.lock.ticket_fields ?? {};
    const shuffled = edited(state, 'ticket_forms', 'financial_support', {
      ticket_field_ids: ['11', String(area), '4711', String(account), String(impact)],
    });
    expect(changeOf(planOf(shuffled), 'financial_support')?.writes).toEqual([
      {
        ticket_field_ids: [
          '@{system_fields.subject}',
          '@{ticket_fields.vtex_account}',
          '4711',
          '@{ticket_fields.area}',
          '@{ticket_fields.impact_level}',
        ],
      },
    ]);
  });

  test('loses a field only after the condition on it', () => {
    const file = (FILES['ticket-forms.yaml'] ?? '')
      .replace("    - '@{ticket_fields.area}'\n", '')
      .replace(/ {2}agent_conditions:[^]*$/, '  agent_conditions: []\n');
    const plan = planOf(appliedState(), {
      desired: entriesOf(withFiles({ 'ticket-forms.yaml': file })),
    });
    const [first, second] = changeOf(plan, 'financial_support')?.writes ?? [];
    expect(first).toMatchObject({ agent_conditions: [] });
    expect(first?.ticket_field_ids).toContain('@{ticket_fields.area}');
    expect(second?.ticket_field_ids).not.toContain('@{ticket_fields.area}');
  });
});

describe('the order of rules', () => {
  test('is ours among ourselves; whoever stands between keeps the place (ideal 8)', () => {
    const base = appliedState();
    const state = added(base, {
      id: 55,
      title: 'Theirs',
      category_id: String(base.lock.trigger_categories?.vtex_portal),
    });
    const triggers = state.live.triggers as readonly LiveObject[];
    const [standard, normal, high, urgent, confirmation, webhook, theirs] =
      triggers as LiveObject[];
    const live = {
      ...state.live,
      triggers: [standard, webhook, theirs, high, normal, urgent, confirmation] as LiveObject[],
    };
    const plan = planOf({ ...state, live });
    expect(names(plan)).toEqual(['reorder triggers.vtex_portal']);
    expect(plan.changes[0]?.writes).toEqual([
      {
        order: [
          '@{triggers.priority_of_normal}',
          '55',
          '@{triggers.priority_of_high}',
          '@{triggers.priority_of_urgent}',
          '@{triggers.confirmation}',
          '@{triggers.webhook}',
        ],
      },
    ]);
  });

  test('is left alone while ours follow each other, whatever stands between', () => {
    const state = appliedState();
    const triggers = state.live.triggers as readonly LiveObject[];
    const [standard, ...ours] = triggers as LiveObject[];
    const live = { ...state.live, triggers: [...ours, standard] as LiveObject[] };
    expect(planOf({ ...state, live }).changes).toEqual([]);
  });
});

describe('an account whose plan lacks something', () => {
  test('goes without forms, and without what names them, in one sentence', () => {
    const files = withFiles({
      '+triggers.yaml': `
- key: of_the_form
  title: Of the form
  all: [{ field: ticket_form_id, operator: is, value: '@{ticket_forms.financial_support}' }]
  actions: [{ field: priority, value: low }]
`,
    });
    const plan = planOf(
      { live: liveOf({ ticket_forms: 'missing' }) },
      { desired: entriesOf(files) },
    );
    expect(names(plan)).not.toContain('create ticket_forms.financial_support');
    expect(names(plan)).not.toContain('create triggers.of_the_form');
    expect(names(plan)).toContain('create triggers.webhook');
    expect(plan.warnings.filter((text) => text.includes('ticket forms'))).toEqual([
      "The account's plan has no ticket forms: left out are ticket_forms.financial_support, triggers.of_the_form.",
    ]);
    expect(plan.problems).toEqual([]);
  });

  test('refuses when what is left out is essential', () => {
    const file = (FILES['ticket-forms.yaml'] ?? '').replace(
      '  name:',
      '  essential: true\n  name:',
    );
    const desired = entriesOf(withFiles({ 'ticket-forms.yaml': file }));
    const plan = planOf({ live: liveOf({ ticket_forms: 'missing' }) }, { desired });
    expect(plan.problems).toMatchObject([{ check: 'plan-lacks-essential' }]);
    expect(exitCodeOf(plan)).toBe(1);
  });

  test('spells dynamic content in its default language', () => {
    const plan = planOf({ live: liveOf({ dynamic_content: 'missing' }) });
    expect(changeOf(plan, 'impact_level')?.writes).toMatchObject([{ title: 'Impact' }]);
    expect(plan.warnings.filter((text) => text.includes('dynamic content'))).toHaveLength(1);
  });

  test('has triggers without a category where there are none', () => {
    const plan = planOf({ live: liveOf({ trigger_categories: 'missing' }) });
    expect(changeOf(plan, 'webhook')?.writes[0]).not.toHaveProperty('category_id');
  });
});

describe('a secret of a webhook (ideal 14)', () => {
  const digests = (digest: string | null) => ({ secretDigests: { 'webhooks.portal': digest } });
  const kept = (state: State, digest: string): State => ({
    ...state,
    applied: {
      ...state.applied,
      webhooks: {
        portal: { ...(state.applied.webhooks?.portal as Attributes), secret_digest: digest },
      },
    },
  });

  test.each([
    ['the same', 'one', 'one', 0],
    ['another', 'one', 'two', 1],
    ['not known from before', '', 'two', 1],
    ['not set here', 'one', null, 0],
  ])('that is %s', (_, before, now, changes) => {
    const state = before === '' ? appliedState() : kept(appliedState(), before);
    const plan = planOf(state, digests(now));
    expect(plan.changes).toHaveLength(changes);
    for (const change of plan.changes) {
      expect(change.writes).toMatchObject([
        { authentication: { data: { token: '@{secret.WEBHOOK_TOKEN}' } } },
      ]);
    }
    expect(plan.warnings).toHaveLength(now === null ? 1 : 0);
  });
});

describe('the fingerprint of what is there (ideal 12)', () => {
  const state = appliedState();
  const { fingerprint } = planOf(state);

  test('moves with what is managed', () => {
    expect(planOf(edited(state, 'views', 'urgent', { title: 'x' })).fingerprint).not.toBe(
      fingerprint,
    );
    expect(planOf(locked(state, 'groups', 'other', 3)).fingerprint).toBe(fingerprint);
  });

  test('stays when somebody changes what is not', () => {
    const groups = [
      ...(state.live.groups as readonly LiveObject[]),
      toLiveObject('groups', { id: 9, name: 'x' }),
    ];
    expect(planOf({ ...state, live: { ...state.live, groups } }).fingerprint).toBe(fingerprint);
  });
});
