import { examine } from '../../src/composition/doctor';
import { silentLog } from '../../src/log';
import { Secret } from '../../src/settings/secrets';
import { readDemoSettings, type Configuration } from '../../src/settings/settings';
import type { CheckedFinding } from '../../src/sync/doctor/run-checks';
import { startClient, type Client } from '../emulator/client';
import { appliedDataDir, appliedLock, appliedState, wakeWebhook } from '../support/applied-account';
import { freePort } from '../support/free-port';
import { startPortal } from '../support/start-portal';

type Conditions = { field: string; operator: string; value: string }[];

describe('an administrator asks the doctor', () => {
  let zendesk: Client;
  let lock: Awaited<ReturnType<typeof appliedLock>>;
  let configuration: Configuration;
  let port: number;
  beforeAll(async () => {
    port = await freePort();
    zendesk = await startClient({ seed: { agents: [], like: appliedState() } });
    lock = await appliedLock();
  });
  beforeEach(async () => {
    await zendesk.control('POST', '/reset');
    const { settings, secrets } = readDemoSettings({
      PORT: String(port),
      DATA_DIR: appliedDataDir(),
    });
    await wakeWebhook(zendesk.url, `http://127.0.0.1:${port}`);
    await zendesk.control('DELETE', '/calls');
    configuration = {
      settings: { ...settings, zendesk: { ...settings.zendesk, url: zendesk.url } },
      secrets,
    };
  });
  afterAll(() => zendesk.stop());

  /** What Zendesk answers to a few addresses, until the next test. */
  const faults = (...list: object[]) => zendesk.control('PUT', '/faults', list);
  /** Changes something, as a person may in the Admin Center. */
  const change = async (path: string, body: object) => {
    const { status, text } = await zendesk.call('PUT', path, body);
    if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
  };
  const make = async (path: string, body: object) => {
    const { status, text } = await zendesk.call('POST', path, body);
    if (status !== 201) throw new Error(`${path}: ${status} ${text}`);
    return JSON.parse(text) as Record<string, { id: number }>;
  };
  const triggerOf = (key: string) => `/triggers/${lock.triggers[key]}`;
  const withoutGuard = async (key: string, left: (line: Conditions[number]) => boolean) => {
    const { text } = await zendesk.call('GET', triggerOf(key));
    const { trigger } = JSON.parse(text) as {
      trigger: { conditions: { all: Conditions; any: Conditions }; actions: object[] };
    };
    const { conditions, actions } = trigger;
    const { all, any } = conditions;
    await change(triggerOf(key), {
      trigger: { conditions: { all: all.filter(left), any }, actions },
    });
  };

  const ask = async (
    changes: { now?: () => Date; mayWrite?: boolean; settings?: object; secrets?: object } = {},
  ): Promise<Record<string, CheckedFinding>> => {
    const { settings, secrets } = configuration;
    const findings = await examine(
      {
        settings: { ...settings, ...changes.settings },
        secrets: { ...secrets, ...changes.secrets },
        log: silentLog(),
        now: changes.now ?? (() => new Date()),
        mayWrite: changes.mayWrite ?? false,
        wait: async () => undefined,
      },
      () => undefined,
    );
    return Object.fromEntries(findings.map((finding) => [finding.name, finding]));
  };
  const withZendesk = (changes: object) => ({
    settings: { zendesk: { ...configuration.settings.zendesk, ...changes } },
  });
  const states = (findings: Record<string, CheckedFinding>) =>
    Object.fromEntries(Object.entries(findings).map(([name, { state }]) => [name, state]));

  test('on an account that is set up all is well, what would write is not tried, and nothing is written', async () => {
    const found = await ask();
    expect(found.closing?.says).toBe(
      'Solved tickets are closed: "VTEX portal: close what stayed solved" after 24 hours.',
    );
    expect(states(found)).toEqual({
      credentials: 'ok',
      scopes: 'ok',
      'api-token-end': 'ok',
      clock: 'ok',
      'plan-features': 'ok',
      fields: 'ok',
      form: 'ok',
      'solving-fields': 'ok',
      'own-words': 'ok',
      closing: 'ok',
      'public-answers': 'ok',
      'assign-on-solve': 'warning',
      'private-attachments': 'warning',
      webhook: 'ok',
      'webhook-secret': 'ok',
      'webhook-reach': 'untried',
      idempotency: 'untried',
      'reference-lag': 'untried',
    });
    const { body } = await zendesk.control('GET', '/calls');
    const written = (body as unknown as { method: string; path: string }[]).filter(
      ({ method, path }) => method !== 'GET' && path !== '/oauth/tokens',
    );
    expect(written).toEqual([]);
  });

  test('wrong credentials end the visit, also where Zendesk answers 200 with an anonymous user', async () => {
    await faults({ match: 'GET /api/v2/tickets', status: 401 });
    const refused = await ask();
    expect(states(refused)).toEqual({ credentials: 'broken' });
    const anonymous = { user: { id: null, name: 'Anonymous user', role: 'end-user' } };
    await faults({ match: 'GET /api/v2/users/me', status: 200, body: anonymous });
    expect((await ask()).credentials).toMatchObject({
      state: 'broken',
      says: 'Our credentials are nobody in Zendesk.',
    });
  });

  test('a token of an agent, or with too few scopes, does not do', async () => {
    const agent = { auth: { kind: 'oauth', clientId: 'agent-demo', scope: 'read write' } };
    const secrets = { zendesk: new Secret('agent-demo-secret') };
    expect((await ask({ ...withZendesk(agent), secrets })).credentials).toMatchObject({
      state: 'broken',
      says: 'Our credentials act as Ana Agent, who is no admin.',
    });
    const scope = (text: string) =>
      ask(withZendesk({ auth: { kind: 'oauth', clientId: 'portal-demo', scope: text } }));
    expect((await scope('read')).scopes).toMatchObject({ state: 'broken' });
    const narrow = await scope('tickets users');
    expect(narrow.scopes?.says).toMatch(/^We may not read organizations, organization_member/);
  });

  test('an API token is told when its end comes', async () => {
    const legacy = withZendesk({
      auth: { kind: 'api_token', email: 'integration@portal.example' },
    });
    const secrets = { zendesk: new Secret('demo-api-token') };
    const now = () => new Date('2027-04-20T12:00:00Z');
    expect((await ask({ ...legacy, secrets, now }))['api-token-end']).toMatchObject({
      state: 'warning',
      says: expect.stringContaining('on 2027-04-30, in 10 days') as string,
    });
    const late = () => new Date('2027-04-30T12:00:00Z');
    expect((await ask({ ...legacy, secrets, now: late }))['api-token-end']?.state).toBe('broken');
  });

  test.each([
    [30, 'ok'],
    [90, 'warning'],
    [300, 'broken'],
  ])('a clock %i seconds away is %s', async (seconds, state) => {
    const now = () => new Date(Date.now() - seconds * 1000);
    const { clock } = await ask({ now });
    expect(clock).toMatchObject({ state, says: expect.stringContaining('behind') as string });
  });

  test('a plan without forms and dynamic content is told, and works', async () => {
    await zendesk.control('PUT', '/plan', { ticketForms: false, dynamicContent: false });
    const findings = await ask();
    expect(findings['plan-features']).toMatchObject({
      state: 'warning',
      says: expect.stringMatching(/lacks ticket forms .*, dynamic content/) as string,
    });
    expect(findings['form']?.state).toBe('warning');
  });

  test('fields that are gone, asleep, of another type or without an option are named', async () => {
    const ids = lock.ticket_fields;
    const { ticket_field: other } = await make('/ticket_fields', {
      ticket_field: { type: 'textarea', title: 'VTEX account' },
    });
    const { text } = await zendesk.call('GET', `/ticket_fields/${ids.area}`);
    const area = (JSON.parse(text) as { ticket_field: { custom_field_options: object[] } })
      .ticket_field;
    await change(`/ticket_forms/${lock.ticket_forms.financial_support}`, {
      ticket_form: { agent_conditions: [], end_user_conditions: [] },
    });
    await change(`/ticket_fields/${ids.area}`, {
      ticket_field: { active: false, custom_field_options: area.custom_field_options.slice(0, 1) },
    });
    await zendesk.call('DELETE', `/ticket_fields/${ids.impact_level}`);
    const fields = { ...ids, vtex_account: other?.id };
    expect((await ask(withZendesk({ lock: { ...lock, ticket_fields: fields } }))).fields).toEqual({
      name: 'fields',
      state: 'broken',
      says:
        'Fields: vtex_account is of the type textarea, not text; area is not active; ' +
        `area lacks area_technical, area_commercial; impact_level (${ids.impact_level}) is not there.`,
      remedy: 'npm run zendesk -- plan shows what is missing, apply makes it.',
    });
  });

  test('a form that is gone, asleep or lacks a field is named', async () => {
    const id = lock.ticket_forms.financial_support;
    const path = `/ticket_forms/${id}`;
    const said = async () => (await ask()).form?.says;
    await change(path, {
      ticket_form: {
        agent_conditions: [],
        end_user_conditions: [],
        ticket_field_ids: [lock.ticket_fields.vtex_account],
      },
    });
    expect(await said()).toContain('lacks area, impact_level');
    await change(path, { ticket_form: { active: false } });
    expect(await said()).toContain('is not active');
    await zendesk.call('DELETE', path);
    expect(await said()).toBe(`Form ${id} is not there.`);
  });

  test("Zendesk's standard triggers mail people their own words once their guards are gone", async () => {
    expect((await ask())['own-words']).toMatchObject({ state: 'ok' });
    const isOther = ({ field, operator }: Conditions[number]) =>
      field !== 'current_tags' && !(field === 'role' && operator === 'is_not');
    for (const key of ['standard_received', 'standard_proactive', 'standard_comment']) {
      await withoutGuard(key, isOther);
    }
    // Bound or not, they are Zendesk's, and the portal's confirmation is ours.
    const { 'own-words': found } = await ask();
    expect(found).toMatchObject({ state: 'broken' });
    expect(found?.says).toContain(
      '"Notify requester and CCs of comment update" mails people their own words',
    );
    expect(found?.says).toContain('"Notify requester and CCs of new proactive ticket" mails');
    expect(found?.says).not.toContain('received request');
    expect(found?.says).not.toContain('VTEX portal');
    expect(found?.remedy).toContain('Tags contain none of vtex_portal');
  });

  test('a guard by tag alone leaves replies on tickets that began as e-mail', async () => {
    await withoutGuard('standard_comment', ({ field }) => field !== 'role');
    expect((await ask())['own-words']).toMatchObject({
      state: 'warning',
      says: '"Notify requester and CCs of comment update" spares the portal\'s tickets, not replies from the portal on tickets that began as e-mail.',
    });
    await make('/triggers', {
      trigger: {
        title: 'Urgent',
        conditions: {
          all: [
            { field: 'update_type', operator: 'is', value: 'Change' },
            { field: 'priority', operator: 'is', value: 'urgent' },
          ],
        },
        actions: [{ field: 'notification_user', value: ['requester_id', 'Re', 'Urgent'] }],
      },
    });
    expect((await ask())['own-words']).toMatchObject({
      state: 'warning',
      says: expect.stringContaining('"Urgent" may mail people') as string,
    });
  });

  test('what closes solved tickets is told, and what else is required to solve', async () => {
    const { text } = await zendesk.call('GET', '/automations');
    const { automations } = JSON.parse(text) as { automations: { id: number; title: string }[] };
    const standard = automations.find(({ title }) => title.startsWith('Close ticket 4 days'));
    const soon = (value: string) => ({
      automation: {
        conditions: {
          all: [
            { field: 'status', operator: 'is', value: 'solved' },
            { field: 'SOLVED', operator: 'greater_than', value },
          ],
          any: [],
        },
        actions: [{ field: 'status', value: 'closed' }],
      },
    });
    await change(`/automations/${standard?.id}`, soon('5'));
    expect((await ask()).closing).toMatchObject({
      state: 'warning',
      says: 'Solved tickets are closed earlier than the portal says: "Close ticket 4 days after status is set to solved" after 6 hours, "VTEX portal: close what stayed solved" after 24 hours.',
    });
    for (const { id } of automations) {
      await change(`/automations/${id}`, { automation: { active: false } });
    }
    await make('/ticket_fields', {
      ticket_field: { type: 'text', title: 'Root cause', required: true },
    });
    const findings = await ask();
    expect(findings.closing).toMatchObject({
      state: 'warning',
      says: 'No automation closes solved tickets; Zendesk does after 28 days.',
    });
    expect(findings['solving-fields']?.says).toContain('not filled by the portal: Root cause.');
  });

  test("the account's switches are told", async () => {
    await change('/account/settings', {
      settings: {
        tickets: { comments_public_by_default: false, assign_tickets_upon_solve: true },
      },
    });
    expect(states(await ask())).toMatchObject({
      'private-attachments': 'warning',
      'public-answers': 'warning',
      'assign-on-solve': 'ok',
    });
    // The emulated account cannot have files of its own closed.
    const body = { settings: { tickets: { private_attachments: true } } };
    await faults({ match: 'GET /api/v2/account/settings', status: 200, body });
    expect(states(await ask())).toMatchObject({ 'private-attachments': 'ok' });
  });

  test('a webhook that is gone, asleep, elsewhere or signed with another secret is told', async () => {
    const path = `/webhooks/${lock.webhooks.portal}`;
    const unlocked = withZendesk({ lock: { ...lock, webhooks: {} } });
    const patch = (webhook: object) => zendesk.call('PATCH', path, { webhook });
    await patch({ status: 'inactive' });
    expect((await ask()).webhook?.says).toMatch(/^Webhook ".*" is not active\.$/);
    await patch({ endpoint: 'https://elsewhere.example/x' });
    expect((await ask()).webhook?.says).toContain('calls https://elsewhere.example/x, not');
    expect((await ask(unlocked)).webhook).toMatchObject({ state: 'warning' });

    const other = { secrets: { webhook: [new Secret('another secret of some length')] } };
    const wrong = await ask(other);
    expect(wrong['webhook-secret']).toMatchObject({ state: 'broken' });
    const { text } = await zendesk.call('GET', `${path}/signing_secret`);
    const signing = JSON.parse(text) as { signing_secret: { secret: string } };
    expect(JSON.stringify(wrong)).not.toContain(signing.signing_secret.secret);
    expect((await ask({ secrets: { webhook: [] } }))['webhook-secret']).toMatchObject({
      state: 'warning',
    });
    await zendesk.call('DELETE', path);
    expect((await ask()).webhook?.says).toContain('of the lock file is not there');
  });

  test('with --write one ticket is made, twice under one key, found by its reference and deleted', async () => {
    const findings = await ask({ mayWrite: true });
    expect(findings.idempotency).toEqual({
      name: 'idempotency',
      state: 'ok',
      says: 'A create repeated under its key makes one ticket (miss, then hit).',
    });
    expect(findings['reference-lag']?.says).toMatch(/after \d+ s\.$/);
    // Nobody listens there.
    expect(findings['webhook-reach']).toMatchObject({
      state: 'broken',
      says: 'Zendesk gets no answer from the portal.',
    });
    const { body } = await zendesk.call('GET', '/tickets');
    expect((body as unknown as { tickets: unknown[] }).tickets).toEqual([]);
  });

  test('with --write the portal is called, and believes the signature', async () => {
    const portal = await startPortal();
    try {
      const { settings } = configuration;
      const there = {
        settings: {
          http: { ...settings.http, publicUrl: new URL(portal.origin) },
          zendesk: { ...settings.zendesk, url: portal.zendesk.url },
        },
        mayWrite: true,
      };
      expect((await ask(there))['webhook-reach']).toEqual({
        name: 'webhook-reach',
        state: 'ok',
        says: 'Zendesk reaches the portal, which believes its signature.',
      });
    } finally {
      await portal.stop();
    }
  });

  test('a header that gets lost on the way makes two tickets: told, and both are deleted', async () => {
    let number = 0;
    const ticket = () => ({ ticket: { id: (number += 1) } });
    const lost = { match: 'POST /api/v2/tickets', times: 1, status: 201 };
    await faults({ ...lost, body: ticket() }, { ...lost, body: ticket() });
    const findings = await ask({ mayWrite: true });
    expect(findings.idempotency).toMatchObject({
      state: 'broken',
      says: 'A create repeated under its key made ticket 2 beside 1; x-idempotency-lookup said nothing, then nothing.',
    });
    expect(findings['reference-lag']).toMatchObject({
      state: 'warning',
      says: 'A new ticket is not found by our reference within 30 seconds.',
    });
    const { body } = await zendesk.control('GET', '/calls');
    const deleted = (body as unknown as { method: string; path: string }[])
      .filter(({ method }) => method === 'DELETE')
      .map(({ path }) => path);
    expect(deleted).toEqual(['/api/v2/tickets/1', '/api/v2/tickets/2']);
  });

  test('a check that gets no answer says so, and the others go on', async () => {
    await faults({ match: 'GET /api/v2/account/settings', status: 503 });
    const findings = await ask();
    expect(findings['private-attachments']).toMatchObject({
      state: 'broken',
      says: 'It could not be found out: Zendesk answered 503.',
    });
    expect(findings['webhook']).toMatchObject({ state: 'ok' });
  });
});
