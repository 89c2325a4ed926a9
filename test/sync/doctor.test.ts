import { examine } from '../../src/composition/doctor';
import { silentLog } from '../../src/log';
import { Secret } from '../../src/settings/secrets';
import { readDemoSettings, type Configuration } from '../../src/settings/settings';
import type { CheckedFinding } from '../../src/sync/doctor/run-checks';
import { startClient, type Client } from '../emulator/client';
import { freePort } from '../support/free-port';
import { STANDARD_TRIGGERS, aTrigger, guarded } from './standard-triggers';

const SECRET = 'dGhlIHNlY3JldCBvZiB0aGUgcG9ydGFsJ3Mgd2ViaG9vaw==';

describe('an administrator asks the doctor', () => {
  let zendesk: Client;
  let configuration: Configuration;
  let port: number;
  beforeAll(async () => {
    port = await freePort();
    const webhook = { endpoint: `http://127.0.0.1:${port}/webhooks/zendesk`, secret: SECRET };
    zendesk = await startClient({
      seed: { agents: [{ email: 'agent1@support.example', name: 'Ana Agent' }], webhook },
    });
  });
  beforeEach(async () => {
    await zendesk.control('POST', '/reset');
    const { settings, secrets } = readDemoSettings({ PORT: String(port) });
    configuration = {
      settings: { ...settings, zendesk: { ...settings.zendesk, url: zendesk.url } },
      secrets: { ...secrets, webhook: [new Secret(SECRET)] },
    };
    await rules({});
  });
  afterAll(() => zendesk.stop());

  /** What Zendesk answers to a few addresses, until the next test. */
  const faults = (...list: object[]) => zendesk.control('PUT', '/faults', list);
  const rules = (
    {
      triggers = guarded(STANDARD_TRIGGERS),
      automations = [CLOSING],
    }: { triggers?: object[]; automations?: object[] },
    ...more: object[]
  ) =>
    faults(
      ...more,
      { match: 'GET /api/v2/triggers', status: 200, body: { triggers } },
      { match: 'GET /api/v2/automations', status: 200, body: { automations } },
      { match: 'GET /api/v2/dynamic_content/items', status: 200, body: { items: [] } },
    );

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
    expect(states(await ask())).toEqual({
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
    await rules(
      {},
      { match: 'GET /api/v2/ticket_forms', status: 403 },
      { match: 'GET /api/v2/dynamic_content/items', status: 403 },
    );
    const findings = await ask();
    expect(findings['plan-features']).toMatchObject({
      state: 'warning',
      says: expect.stringMatching(/lacks ticket forms .*, dynamic content/) as string,
    });
    expect(findings['form']?.state).toBe('warning');
  });

  test('fields that are gone, asleep, of another type or without an option are named', async () => {
    const field = (id: number, more: object) => ({
      ...{ id: 360000000100 + id, title: 'x', type: 'tagger', active: true, ...more },
    });
    const area = { custom_field_options: [{ id: 1, name: 'F', value: 'area_financial' }] };
    await rules(
      {},
      {
        match: 'GET /api/v2/ticket_fields',
        status: 200,
        body: {
          ticket_fields: [field(1, { type: 'textarea' }), field(2, { ...area, active: false })],
        },
      },
    );
    expect((await ask()).fields).toMatchObject({
      state: 'broken',
      says:
        'Fields: vtex_account is of the type textarea, not text; area is not active; ' +
        'area lacks area_technical, area_commercial; impact_level (360000000103) is not there.',
    });
  });

  test('a form that is gone, asleep or lacks a field is named', async () => {
    const form = { id: 360000000201, name: 'Financial support', ticket_field_ids: [360000000101] };
    const answered = async (...forms: object[]) => {
      const body = { ticket_forms: forms };
      await rules({}, { match: 'GET /api/v2/ticket_forms', status: 200, body });
      return (await ask()).form?.says;
    };
    expect(await answered()).toBe('Form 360000000201 is not there.');
    expect(await answered({ ...form, active: false })).toContain('is not active');
    expect(await answered({ ...form, active: true })).toContain('lacks area, impact_level');
  });

  test("Zendesk's standard triggers mail people their own words, and a guarded account's do not", async () => {
    await rules({ triggers: STANDARD_TRIGGERS });
    const { 'own-words': found } = await ask();
    expect(found).toMatchObject({ state: 'broken' });
    expect(found?.says).toContain(
      '"Notify requester and CCs of comment update" mails people their own words',
    );
    expect(found?.says).toContain('"Notify requester of new proactive ticket" mails');
    expect(found?.says).not.toContain('received request');
    expect(found?.remedy).toContain('Tags contain none of vtex_portal');
  });

  test('a guard by tag alone leaves replies on tickets that began as e-mail', async () => {
    const all = [
      { field: 'update_type', operator: 'is', value: 'Change' },
      { field: 'comment_is_public', operator: 'is', value: 'true' },
      { field: 'current_tags', operator: 'not_includes', value: 'vtex_portal' },
    ];
    await rules({ triggers: [aTrigger({ title: 'By tag', all })] });
    expect((await ask())['own-words']).toMatchObject({
      state: 'warning',
      says: '"By tag" spares the portal\'s tickets, not replies from the portal on tickets that began as e-mail.',
    });
    const perhaps = [...all.slice(0, 2), { field: 'priority', operator: 'is', value: 'urgent' }];
    await rules({ triggers: [aTrigger({ title: 'Urgent', all: perhaps })] });
    expect((await ask())['own-words']).toMatchObject({
      state: 'warning',
      says: expect.stringContaining('"Urgent" may mail people') as string,
    });
  });

  test('what closes solved tickets is told, and what else is required to solve', async () => {
    await rules({ automations: [] });
    expect((await ask()).closing).toMatchObject({
      state: 'warning',
      says: 'No automation closes solved tickets; Zendesk does after 28 days.',
    });
    const field = { ...{ id: 7, title: 'Root cause', type: 'text' }, required: true, active: true };
    await rules(
      { automations: [CLOSING, { ...CLOSING, id: 3, title: 'Again' }] },
      { match: 'GET /api/v2/ticket_fields', status: 200, body: { ticket_fields: [field] } },
    );
    const findings = await ask();
    expect(findings.closing?.says).toBe(
      'Several automations close solved tickets: "Close" after 24 hours; "Again" after 24 hours.',
    );
    expect(findings['solving-fields']?.says).toContain('not filled by the portal: Root cause.');
  });

  test("the account's switches are told", async () => {
    const settings = (tickets: object) =>
      rules(
        {},
        { match: 'GET /api/v2/account/settings', status: 200, body: { settings: { tickets } } },
      );
    await settings({
      private_attachments: true,
      comments_public_by_default: false,
      assign_tickets_upon_solve: true,
    });
    expect(states(await ask())).toMatchObject({
      'private-attachments': 'ok',
      'public-answers': 'warning',
      'assign-on-solve': 'ok',
    });
  });

  test('a webhook that is gone, asleep, elsewhere or signed with another secret is told', async () => {
    const { body } = await zendesk.call('GET', '/webhooks');
    const [webhook] = (body as unknown as { webhooks: { id: string; endpoint: string }[] })
      .webhooks;
    const locked = withZendesk({
      lock: {
        ...(configuration.settings.zendesk.lock as object),
        webhooks: { portal: webhook!.id },
      },
    });
    const patch = (changes: object) =>
      zendesk.call('PATCH', `/webhooks/${webhook!.id}`, { webhook: changes });
    await patch({ status: 'inactive' });
    expect((await ask(locked)).webhook?.says).toBe('Webhook "Portal" is not active.');
    await patch({ endpoint: 'https://elsewhere.example/x' });
    expect((await ask(locked)).webhook?.says).toContain('calls https://elsewhere.example/x, not');
    expect((await ask()).webhook).toMatchObject({ state: 'warning' });

    const other = { secrets: { webhook: [new Secret('another secret of some length')] } };
    const wrong = await ask({ ...locked, ...other });
    expect(wrong['webhook-secret']).toMatchObject({ state: 'broken' });
    expect(JSON.stringify(wrong)).not.toContain(SECRET);
    const none = await ask({ ...locked, secrets: { webhook: [] } });
    expect(none['webhook-secret']).toMatchObject({ state: 'warning' });
    await zendesk.call('DELETE', `/webhooks/${webhook!.id}`);
    expect((await ask(locked)).webhook?.says).toContain('of the lock file is not there');
  });

  test('with --write one ticket is made, twice under one key, found by its reference and deleted', async () => {
    const response = (status: number) => ({
      match: 'POST /api/v2/webhooks/test',
      status: 200,
      body: { response: { headers: [], status_code: status, payload: '' } },
    });
    await rules({}, response(422));
    const findings = await ask({ mayWrite: true });
    expect(findings.idempotency).toEqual({
      name: 'idempotency',
      state: 'ok',
      says: 'A create repeated under its key makes one ticket (miss, then hit).',
    });
    expect(findings['reference-lag']?.says).toMatch(/after \d+ s\.$/);
    expect(findings['webhook-reach']).toMatchObject({ state: 'ok' });
    const { body } = await zendesk.call('GET', '/tickets');
    expect((body as unknown as { tickets: unknown[] }).tickets).toEqual([]);

    await rules({}, response(401));
    expect((await ask({ mayWrite: true }))['webhook-reach']).toMatchObject({
      state: 'broken',
      says: "The portal refuses the webhook's signature.",
    });
  });

  test('a header that gets lost on the way makes two tickets: told, and both are deleted', async () => {
    let number = 0;
    const ticket = () => ({ ticket: { id: (number += 1) } });
    const lost = { match: 'POST /api/v2/tickets', times: 1, status: 201 };
    await rules({}, { ...lost, body: ticket() }, { ...lost, body: ticket() });
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
    await rules({}, { match: 'GET /api/v2/account/settings', status: 503 });
    const findings = await ask();
    expect(findings['private-attachments']).toMatchObject({
      state: 'broken',
      says: 'It could not be found out: Zendesk answered 503.',
    });
    expect(findings['webhook']).toMatchObject({ state: 'ok' });
  });
});

const CLOSING = {
  ...{ id: 2, title: 'Close', active: true, position: 1 },
  conditions: {
    all: [
      { field: 'status', operator: 'is', value: 'solved' },
      { field: 'SOLVED', operator: 'greater_than', value: '24' },
    ],
    any: [],
  },
  actions: [{ field: 'status', value: 'closed' }],
};
