import { startClient, type Client } from './client';

let zendesk: Client;
beforeEach(async () => {
  zendesk = await startClient();
});
afterEach(() => zendesk.stop());

const ENGLISH = 1;
const SPANISH = 2;
const PORTUGUESE = 19;
const ITEM = {
  name: 'Impact: High',
  default_locale_id: ENGLISH,
  variants: [
    { locale_id: ENGLISH, content: 'High', default: true, active: true },
    { locale_id: SPANISH, content: 'Alto' },
  ],
};
const ITEMS = '/dynamic_content/items';
const create = (item: object = ITEM) => zendesk.call('POST', ITEMS, { item });
const variant = (method: string, path: string, fields?: object) =>
  zendesk.call(method, `${ITEMS}/${path}`, fields && { variant: fields });

test('an admin makes an item; its placeholder comes of the name and stays', async () => {
  const { status, headers, body } = await create();
  expect(status).toBe(201);
  const { id } = body.item;
  expect(headers.get('location')).toBe(`${zendesk.url}/api/v2${ITEMS}/${id}.json`);
  expect(body.item).toMatchObject({
    ...{ name: 'Impact: High', placeholder: '{{dc.impact_high}}', outdated: false },
    default_locale_id: ENGLISH,
    variants: [
      { content: 'High', locale_id: ENGLISH, default: true, active: true, outdated: false },
      { content: 'Alto', locale_id: SPANISH, default: false, active: true },
    ],
  });
  const change = { item: { name: 'Severe', variants: [], default_locale_id: SPANISH } };
  const renamed = await zendesk.call('PUT', `${ITEMS}/${id}`, change);
  expect(renamed.headers.get('x-zendesk-api-warn')).toContain('item.variants');
  expect(renamed.body.item).toMatchObject({
    ...{ name: 'Severe', placeholder: '{{dc.impact_high}}', default_locale_id: ENGLISH },
    variants: [{ content: 'High' }, { content: 'Alto' }],
  });
  const again = await create();
  expect(again.body.item).toMatchObject({ placeholder: '{{dc.impact_high_2}}' });
  expect((await zendesk.call('GET', ITEMS)).body.items).toHaveLength(2);
  expect((await zendesk.call('DELETE', `${ITEMS}/${id}`)).status).toBe(204);
  expect((await zendesk.call('GET', `${ITEMS}/${id}`)).status).toBe(404);
});

test.each([
  ['no name', { name: ' ' }, 'name'],
  ['no default language', { default_locale_id: undefined, variants: [] }, 'default_locale_id'],
  ['no variants', { variants: [] }, 'variants'],
  ['no variant in the default language', { default_locale_id: PORTUGUESE }, 'variants'],
  ['a language the account lacks', { variants: [{ locale_id: 16, content: 'x' }] }, 'locale_id'],
  ['a language twice', { variants: [ITEM.variants[0], ITEM.variants[0]] }, 'locale_id'],
  ['an empty text', { variants: [{ locale_id: ENGLISH, content: ' ' }] }, 'content'],
  [
    'a default that is off',
    { variants: [{ locale_id: ENGLISH, content: 'x', active: false }] },
    'active',
  ],
])('an admin who sends %s gets 422 and no item', async (_what, wish, where) => {
  const reply = await create({ ...ITEM, ...wish });
  expect(reply.status).toBe(422);
  expect(reply.body.details[where]).toHaveLength(1);
  expect((await zendesk.call('GET', ITEMS)).body.count).toBe(0);
});

test('a name is taken once', async () => {
  await create();
  const reply = await create({ ...ITEM, name: 'impact: high' });
  expect(reply.body.details.name?.[0].error).toBe('DuplicateValue');
});

test('variants are added, changed and removed by themselves, the default one kept', async () => {
  const { item } = (await create()).body;
  const [english, spanish] = item.variants;
  const list = `${item.id}/variants`;
  const added = await variant('POST', list, { locale_id: PORTUGUESE, content: 'Alta' });
  expect(added.status).toBe(201);
  const taken = await variant('POST', list, { locale_id: PORTUGUESE, content: 'Alta' });
  expect(taken.body.details.locale_id?.[0].error).toBe('DuplicateValue');

  await zendesk.control('POST', '/clock', { advance: 'PT1M' });
  await variant('PUT', `${list}/${english.id}`, { content: 'Very high' });
  const outdated = await zendesk.call('GET', `${ITEMS}/${item.id}`);
  expect(outdated.body.item).toMatchObject({
    outdated: true,
    variants: [{ content: 'Very high', outdated: false }, { outdated: true }, { outdated: true }],
  });

  expect((await variant('DELETE', `${list}/${english.id}`)).status).toBe(422);
  for (const wish of [{ active: false }, { default: false }]) {
    expect((await variant('PUT', `${list}/${english.id}`, wish)).status).toBe(422);
  }
  expect((await variant('PUT', `${list}/${spanish.id}`, { default: true })).status).toBe(200);
  expect((await variant('DELETE', `${list}/${english.id}`)).status).toBe(204);
  const left = await variant('GET', list);
  expect(left.body.variants).toMatchObject([
    { content: 'Alto', default: true },
    { content: 'Alta', default: false },
  ]);
  expect((await variant('GET', `${list}/${english.id}`)).status).toBe(404);
});

test('fields, options and forms show the words of who reads and keep the placeholder', async () => {
  const text = '{{dc.impact_high}}';
  await create();
  const field = await zendesk.call('POST', '/ticket_fields', {
    ticket_field: {
      ...{ type: 'tagger', title: text, description: `So ${text}!` },
      custom_field_options: [{ name: text, value: 'very_high' }],
    },
  });
  const { id } = field.body.ticket_field;
  const form = await zendesk.call('POST', '/ticket_forms', {
    ticket_form: { name: text, display_name: 'Plain', ticket_field_ids: [id] },
  });
  const me = await zendesk.call('GET', '/users/me');
  const read = async (localeId: number) => {
    const path = `/users/${me.body.user.id}`;
    await zendesk.call('PUT', path, { user: { locale_id: localeId } });
    const shown = await zendesk.call('GET', `/ticket_fields/${id}`);
    const asked = await zendesk.call('GET', `/ticket_forms/${form.body.ticket_form.id}`);
    return { field: shown.body.ticket_field, form: asked.body.ticket_form };
  };
  for (const [localeId, words] of [
    [ENGLISH, 'High'],
    [SPANISH, 'Alto'],
    [PORTUGUESE, 'High'],
  ] as const) {
    const shown = await read(localeId);
    expect(shown.field).toMatchObject({
      ...{ title: words, raw_title: text, title_in_portal: words, raw_title_in_portal: text },
      ...{ description: `So ${words}!`, raw_description: `So ${text}!` },
      custom_field_options: [{ name: words, raw_name: text, value: 'very_high' }],
    });
    expect(shown.form).toMatchObject({ name: words, raw_name: text, display_name: 'Plain' });
  }
  const forced = await zendesk.call('GET', '/ticket_fields?locale=es');
  const mine = forced.body.ticket_fields.find((one) => one.id === id);
  expect(mine).toMatchObject({ title: 'High', title_in_portal: 'Alto' });
});

test('a placeholder of nothing stays as it is written', async () => {
  const wish = { ticket_field: { title: 'Of {{dc.nothing}}' } };
  const { body } = await zendesk.call('POST', '/ticket_fields', wish);
  expect(body.ticket_field.title).toBe('Of {{dc.nothing}}');
});
