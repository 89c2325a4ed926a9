import { startClient, type Client } from './client';

let zendesk: Client;
beforeEach(async () => {
  zendesk = await startClient();
});
afterEach(() => zendesk.stop());

const FIELDS = { account: 360000000101, area: 360000000102, impact: 360000000103 };
const DEFAULT_FORM = 360000000201;
const create = (form: object) => zendesk.call('POST', '/ticket_forms', { ticket_form: form });
const change = (id: number, form: object) =>
  zendesk.call('PUT', `/ticket_forms/${id}`, { ticket_form: form });
const idOf = async (form: object) => (await create(form)).body.ticket_form.id;
const defaults = async () => {
  const { body } = await zendesk.call('GET', '/ticket_forms');
  return body.ticket_forms.filter((form) => form.default).map(({ id }) => id);
};
const when = (parent: number, value: unknown, ...children: number[]) => ({
  parent_field_id: parent,
  value,
  child_fields: children.map((id) => ({ id, is_required: true })),
});

test('an admin makes a form with its fields in order and reads back what was left out', async () => {
  const wish = { name: 'Refunds', ticket_field_ids: [FIELDS.impact, FIELDS.account] };
  const { status, body } = await create(wish);
  expect(status).toBe(201);
  expect(body.ticket_form).toMatchObject({
    ...{ name: 'Refunds', raw_name: 'Refunds', display_name: 'Refunds', position: 2 },
    ...{ ticket_field_ids: wish.ticket_field_ids, active: true, default: false },
    ...{ end_user_visible: true, in_all_brands: true, restricted_brand_ids: [] },
    ...{ agent_conditions: [], end_user_conditions: [] },
  });
  const order = [FIELDS.account, FIELDS.impact, FIELDS.area];
  const changed = await change(body.ticket_form.id, { ticket_field_ids: order });
  expect(changed.body.ticket_form).toMatchObject({ name: 'Refunds', ticket_field_ids: order });
});

test('conditions are kept as written while their fields are in the form', async () => {
  const fields = [FIELDS.account, FIELDS.area, FIELDS.impact];
  const conditions = [when(FIELDS.impact, 'impact_urgent', FIELDS.account)];
  const form = { name: 'Urgent', ticket_field_ids: fields, end_user_conditions: conditions };
  const { body } = await create(form);
  expect(body.ticket_form).toMatchObject({ end_user_conditions: conditions });

  const { id } = body.ticket_form;
  const without = await change(id, { ticket_field_ids: [FIELDS.impact] });
  expect(without.status).toBe(422);
  expect(without.body.details.end_user_conditions?.[0].description).toContain('not in the form');

  const inactive = { ticket_field: { active: false } };
  const used = await zendesk.call('PUT', `/ticket_fields/${FIELDS.account}`, inactive);
  expect(used.status).toBe(422);
  expect((await zendesk.call('DELETE', `/ticket_fields/${FIELDS.impact}`)).status).toBe(422);
  await change(id, { end_user_conditions: [] });
  const free = await zendesk.call('PUT', `/ticket_fields/${FIELDS.account}`, inactive);
  expect(free.status).toBe(200);
});

test.each([
  ['no name', { name: ' ' }, 'name'],
  ['an unknown field', { ticket_field_ids: [7] }, 'ticket_field_ids'],
  ['a parent outside', { agent_conditions: [when(7, 'x', FIELDS.area)] }, 'agent_conditions'],
  [
    'a child outside',
    { end_user_conditions: [when(FIELDS.area, 'area_financial', 7)] },
    'end_user_conditions',
  ],
  [
    'a value that is no option',
    { agent_conditions: [when(FIELDS.area, 'area_51', FIELDS.impact)] },
    'agent_conditions',
  ],
  [
    'a field that depends on itself',
    { agent_conditions: [when(FIELDS.area, 'area_financial', FIELDS.area)] },
    'agent_conditions',
  ],
])('an admin who sends %s gets 422 and no form', async (_what, wish, where) => {
  const fields = [FIELDS.area, FIELDS.impact];
  const reply = await create({ name: 'Wrong', ticket_field_ids: fields, ...wish });
  expect(reply.status).toBe(422);
  expect(reply.body.details[where]).toHaveLength(1);
  expect((await zendesk.call('GET', '/ticket_forms')).body.count).toBe(1);
});

test('there is one default form, and it stays', async () => {
  const id = await idOf({ name: 'Second' });
  expect((await change(DEFAULT_FORM, { active: false })).status).toBe(422);
  expect((await change(DEFAULT_FORM, { default: false })).status).toBe(422);
  expect((await zendesk.call('DELETE', `/ticket_forms/${DEFAULT_FORM}`)).status).toBe(422);
  expect(await defaults()).toEqual([DEFAULT_FORM]);
  await change(id, { default: true });
  expect(await defaults()).toEqual([id]);
  expect((await zendesk.call('DELETE', `/ticket_forms/${DEFAULT_FORM}`)).status).toBe(204);
  expect((await zendesk.call('GET', `/ticket_forms/${DEFAULT_FORM}`)).status).toBe(404);
});

test('the list shows what is asked for, and end users the visible and active ones', async () => {
  const hidden = await idOf({ name: 'Hidden', end_user_visible: false });
  const off = await idOf({ name: 'Off', active: false });
  const ids = async (query: string, headers?: Record<string, string>) => {
    const { body } = await zendesk.call('GET', `/ticket_forms${query}`, undefined, headers);
    return body.ticket_forms.map(({ id }) => id);
  };
  expect(await ids('')).toEqual([DEFAULT_FORM, hidden, off]);
  expect(await ids('?active=true')).toEqual([DEFAULT_FORM, hidden]);
  expect(await ids('?active=false')).toEqual([off]);
  expect(await ids('?end_user_visible=false')).toEqual([hidden]);
  expect(await ids('?active=false&end_user_visible=false&fallback_to_default=true')).toEqual([
    DEFAULT_FORM,
  ]);
  const { id } = await zendesk.person('Olivia');
  const customer = { 'x-on-behalf-of': String(id) };
  expect(await ids('', customer)).toEqual([DEFAULT_FORM]);
  const peek = await zendesk.call('GET', `/ticket_forms/${hidden}`, undefined, customer);
  expect(peek.status).toBe(404);
});

test('a new order names every form', async () => {
  const id = await idOf({ name: 'Second' });
  const order = (...ids: unknown[]) =>
    zendesk.call('PUT', '/ticket_forms/reorder', { ticket_form_ids: ids });
  const { body } = await order(id, DEFAULT_FORM);
  expect(body.ticket_forms.map((form) => form.id)).toEqual([id, DEFAULT_FORM]);
  expect((await order(id)).status).toBe(422);
  expect((await order('first')).status).toBe(400);
  const missing = await zendesk.call('PUT', '/ticket_forms/reorder', {});
  expect(missing.body.error).toBe('ParameterMissing');
});

test('cloning a form is named as what the emulator lacks', async () => {
  const reply = await zendesk.call('POST', `/ticket_forms/${DEFAULT_FORM}/clone`);
  expect(reply.body.error).toBe('NotImplementedByEmulator');
});
