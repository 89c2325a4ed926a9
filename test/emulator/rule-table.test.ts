import type { Client } from './client';
import { FIELDS, SCHEDULES, SECOND, startRichAccount } from './rich-account';
import {
  act,
  auditEvents,
  automation,
  trigger,
  when,
  type Definitions,
  type Line,
  type Offer,
} from './rules';

let zendesk: Client;
let ana: number;
let definitions: Definitions;
let olivia: number;
let pedro: number;
let organization: number;

const DAY = 86_400_000;
const day = (offset: number) => new Date(Date.now() + offset * DAY).toISOString().slice(0, 10);

beforeAll(async () => {
  zendesk = await startRichAccount();
  const agents = await zendesk.call('GET', '/users?role=agent');
  ana = agents.body.users[0].id;
  const made = await zendesk.call('POST', '/organizations', {
    organization: { name: 'Loja Azul', organization_fields: { size: 5 } },
  });
  organization = made.body.organization.id;
  olivia = await person('Olivia', {
    organization_id: organization,
    user_fields: { tier: 'gold customer', score: 5, since: day(0), newsletter: true },
  });
  pedro = await person('Pedro', {
    locale_id: 2,
    time_zone: 'Madrid',
    user_fields: { score: 9, since: day(10), newsletter: false },
  });
  const reply = await zendesk.call('GET', '/triggers/definitions');
  ({ definitions } = JSON.parse(reply.text) as { definitions: Definitions });
});
afterAll(() => zendesk.stop());

async function person(name: string, more: object): Promise<number> {
  const { id } = await zendesk.person(name);
  await zendesk.call('PUT', `/users/${id}`, { user: more });
  return id;
}

/** The value each field is asked for; where it depends on the operator, by operator. */
function valueFor({ subject, values }: Offer, operator: string): string {
  const count: Record<string, string> = {
    ...{ less_than: '1', greater_than: '0', is: '1', less_than_equal: '0' },
    greater_than_equal: '1',
  };
  const score: Record<string, string> = {
    ...{ less_than: '7', greater_than: '7', less_than_equal: '5', greater_than_equal: '9' },
    ...{ is: '5', is_not: '5' },
  };
  const satisfaction: Record<string, string> = {
    greater_than: 'bad',
    value_previous: 'true',
    not_value_previous: 'true',
  };
  const date: Record<string, string> = {
    ...{ less_than: day(5), greater_than: day(5), less_than_equal: day(0) },
    ...{ greater_than_equal: day(10), is: day(0), is_not: day(0) },
    ...{ within_previous_n_days: '3', within_next_n_days: '3' },
  };
  const byField: Record<string, string | undefined> = {
    status: 'pending',
    priority: 'normal',
    type: 'question',
    brand_id: String(SECOND.brand),
    ticket_form_id: String(SECOND.form),
    group_id: String(SECOND.group),
    assignee_id: String(ana),
    requester_id: String(pedro),
    organization_id: String(organization),
    custom_status_id: values?.find(({ title }) => title === 'Pending')?.value,
    current_tags: 'unknown vip',
    subject_includes_word: 'refund',
    comment_includes_word: 'invoice',
    via_id: '27',
    current_via_id: '8',
    ticket_is_public: 'public',
    recipient: 'help@desk.example',
    ticket_due_date: 'true',
    satisfaction_score: satisfaction[operator] ?? 'good',
    attachment: 'true',
    cc: 'true',
    reopens: count[operator],
    replies: count[operator],
    agent_stations: count[operator],
    group_stations: count[operator],
    number_of_incidents: count[operator],
    requester_role: '4',
    locale_id: '2',
    requester_time_zone: 'Madrid',
    update_type: 'Create',
    comment_is_public: 'true',
    role: 'end_user',
    in_business_hours: 'true',
    on_holiday: 'true',
    within_schedule: values?.find(({ title }) => title === SCHEDULES.shift)?.value,
    schedule_id: values?.find(({ title }) => title === SCHEDULES.holiday)?.value,
    [`custom_fields_${FIELDS.text}`]: 'lojaazul',
    [`custom_fields_${FIELDS.tagger}`]: 'impact_high',
    [`custom_fields_${FIELDS.multiselect}`]: 'red',
    [`custom_fields_${FIELDS.checkbox}`]: 'true',
    [`custom_fields_${FIELDS.date}`]: date[operator],
    [`custom_fields_${FIELDS.integer}`]: '12',
    custom_fields_360000000102: 'area_technical',
    'requester.custom_fields.tier': operator.endsWith('string') ? 'ld cust' : 'gold customer',
    'requester.custom_fields.score': score[operator],
    'requester.custom_fields.since': date[operator],
    'requester.custom_fields.newsletter': 'true',
    'organization.custom_fields.size':
      operator === 'greater_than' ? '3' : operator.startsWith('less_than') ? '7' : '5',
  };
  const value = byField[subject];
  if (value === undefined) throw new Error(`No value to try ${subject} ${operator} with`);
  return value;
}

/** Makes updates of every kind; each is named by what the triggers said to it. */
async function liveThrough(): Promise<Set<string>[]> {
  const said: Set<string>[] = [];
  const seen = new Map<number, number>();
  const note = async (id: number) => {
    const events = await auditEvents(zendesk, id);
    const fresh = events.slice(seen.get(id) ?? 0);
    seen.set(id, events.length);
    said.push(
      new Set(fresh.filter((one) => one.type === 'Notification').map((one) => one.subject ?? '')),
    );
  };
  const asAna = { authorization: `Bearer ${await zendesk.token('agent-demo')}` };
  const create = async (ticket: object, headers?: Record<string, string>) => {
    const { body, text } = await zendesk.call('POST', '/tickets', { ticket }, headers);
    if (!body.ticket) throw new Error(text);
    await note(body.ticket.id);
    return body.ticket.id;
  };
  const update = async (id: number, ticket: object, headers?: Record<string, string>) => {
    const { status, text } = await zendesk.call('PUT', `/tickets/${id}`, { ticket }, headers);
    if (status !== 200) throw new Error(text);
    await note(id);
  };
  const words = (body: string, isPublic = true) => ({ comment: { body, public: isPublic } });

  const full = {
    ...{ priority: 'normal', type: 'question', status: 'pending', due_at: '2030-01-01T00:00:00Z' },
    ...{ brand_id: SECOND.brand, ticket_form_id: SECOND.form, group_id: SECOND.group },
    custom_fields: [
      { id: FIELDS.text, value: 'lojaazul' },
      { id: FIELDS.tagger, value: 'impact_high' },
      { id: 360000000102, value: 'area_technical' },
      { id: FIELDS.multiselect, value: ['red', 'blue'] },
      { id: FIELDS.checkbox, value: true },
      { id: FIELDS.date, value: day(0) },
      { id: FIELDS.regexp, value: 'x-1' },
      { id: FIELDS.integer, value: 12 },
    ],
  };
  const plain = await create({
    requester_id: olivia,
    subject: 'A Refund!',
    tags: ['vip'],
    ...words('The invoice, please'),
  });
  await update(plain, { ...full, assignee_id: ana, ...words('internal', false) });
  await update(plain, {
    ...full,
    requester_id: pedro,
    status: 'solved',
    priority: 'high',
    type: 'task',
  });
  await zendesk.call(
    'POST',
    `/tickets/${plain}/satisfaction_rating`,
    { satisfaction_rating: { score: 'good' } },
    { 'x-on-behalf-of': String(pedro) },
  );
  await note(plain);
  await update(plain, {
    status: 'open',
    priority: 'low',
    type: 'incident',
    group_id: null,
    assignee_id: null,
  });
  await update(plain, {
    brand_id: await otherId('brands', SECOND.brand),
    ticket_form_id: await otherId('ticket_forms', SECOND.form),
  });
  await update(plain, { requester_id: olivia, ...words('We are on it') }, asAna);
  const file = await zendesk.call('POST', '/uploads?filename=a.txt', 'words');
  const uploads = [file.body.upload.token];
  await update(plain, { comment: { body: 'Still on it', public: true, uploads } }, asAna);
  await create(
    {
      ...full,
      requester_id: pedro,
      subject: 'Other',
      assignee_id: ana,
      recipient: 'help@desk.example',
      email_ccs: [{ user_id: olivia, action: 'put' }],
      ...words('secret', false),
    },
    asAna,
  );
  await create({
    requester_id: ana,
    subject: 'Mine',
    custom_fields: [{ id: FIELDS.date, value: day(-40) }],
    ...words('x'),
  });
  const problem = await create({
    requester_id: olivia,
    subject: 'All down',
    type: 'problem',
    ...words('y'),
  });
  await create({
    requester_id: olivia,
    subject: 'Down',
    type: 'incident',
    problem_id: problem,
    ...words('z'),
  });
  await update(problem, { priority: 'urgent' });
  const asked = await zendesk.call(
    'POST',
    '/requests',
    { request: { subject: 'Hi', comment: { body: 'q' } } },
    { 'x-on-behalf-of': String(olivia) },
  );
  await note(asked.body.request.id);
  await update(asked.body.request.id, { status: 'closed', assignee_id: ana });
  await create({
    requester_id: olivia,
    subject: 'Again',
    via_followup_source_id: asked.body.request.id,
    ...words('w'),
  });
  await automation(
    zendesk,
    'An hour later',
    [when('NEW', 'greater_than', '0'), when('status', 'is', 'new')],
    [act('status', 'open')],
  );
  await zendesk.control('POST', '/clock', { advance: 'PT2H' });
  await note(problem);
  return said;
}

async function otherId(kind: string, id: number): Promise<number> {
  const { text } = await zendesk.call('GET', `/${kind}`);
  const records = (JSON.parse(text) as Record<string, { id: number }[]>)[kind] ?? [];
  return records.find((one) => one.id !== id)?.id ?? 0;
}

const OPPOSITES: [string, string][] = [
  ['is', 'is_not'],
  ['includes', 'not_includes'],
  ['present', 'not_present'],
  ['changed', 'not_changed'],
  ['value', 'not_value'],
  ['value_previous', 'not_value_previous'],
  ['includes_words', 'not_includes_words'],
  ['includes_string', 'not_includes_string'],
];

test('every field and operator of the definitions is accepted, and makes a difference', async () => {
  const conditions = definitions.conditions_all.flatMap((offer) =>
    offer.operators.map(({ value: operator, terminal }): Line & { operator: string } => ({
      field: offer.subject,
      operator,
      ...(!terminal && { value: valueFor(offer, operator) }),
    })),
  );
  const schedules = definitions.actions.find(({ subject }) => subject === 'set_schedule')?.values;
  await trigger(
    zendesk,
    'Another schedule',
    [when('subject_includes_word', 'includes', 'mine')],
    [act('set_schedule', schedules?.find(({ title }) => title === SCHEDULES.holiday)?.value)],
  );
  const nameOf = ({ field, operator }: Line) => `${field} ${operator}`;
  for (const condition of conditions) {
    await trigger(
      zendesk,
      nameOf(condition),
      [condition],
      [act('notification_user', [String(ana), nameOf(condition), 'body'])],
    );
  }
  const said = await liveThrough();
  const timesOf = (name: string) => said.filter((names) => names.has(name)).length;

  const decoration = conditions
    .map(nameOf)
    .filter((name) => timesOf(name) === 0 || timesOf(name) === said.length);
  expect(decoration).toEqual([]);

  const fields = definitions.conditions_all;
  const contradictions = fields.flatMap(({ subject, operators }) =>
    OPPOSITES.filter(([yes]) => operators.some(({ value }) => value === yes))
      .filter(([, no]) => operators.some(({ value }) => value === no))
      .flatMap(([yes, no]) =>
        said
          .filter((names) => names.has(`${subject} ${yes}`) === names.has(`${subject} ${no}`))
          .map(() => `${subject} ${yes}`),
      ),
  );
  expect(contradictions).toEqual([]);
}, 120_000);

test('every condition in any is one in all, and every custom field of the account is there', () => {
  const subjects = (offers: Offer[]) => offers.map(({ subject }) => subject);
  const all = subjects(definitions.conditions_all);
  expect(new Set(all).size).toBe(all.length);
  expect(subjects(definitions.conditions_any)).toEqual(all);
  expect(all).toEqual(
    expect.arrayContaining(Object.values(FIELDS).map((id) => `custom_fields_${id}`)),
  );
  const dropdown = definitions.conditions_all.find(
    ({ subject }) => subject === `custom_fields_${FIELDS.tagger}`,
  );
  expect(dropdown?.operators.map(({ value }) => value)).toEqual([
    ...['is', 'is_not', 'present', 'not_present'],
  ]);
});
