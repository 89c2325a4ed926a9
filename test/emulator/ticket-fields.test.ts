import { startClient, type Client } from './client';

let zendesk: Client;
beforeAll(async () => {
  zendesk = await startClient();
});
afterAll(() => zendesk.stop());

const create = (ticketField: object) =>
  zendesk.call('POST', '/ticket_fields', { ticket_field: ticketField });
const change = (id: number, ticketField: object) =>
  zendesk.call('PUT', `/ticket_fields/${id}`, { ticket_field: ticketField });
const options = (...values: string[]) => values.map((value) => ({ name: `The ${value}`, value }));
let made = 0;
/** A field of the type, with options of its own. */
async function field(type: string, more: object = {}) {
  made += 1;
  const list = { custom_field_options: options(`a${made}`, `b${made}`, `c${made}`) };
  const hasOptions = type === 'tagger' || type === 'multiselect';
  const reply = await create({ type, title: `Field ${made}`, ...(hasOptions && list), ...more });
  expect(reply.status).toBe(201);
  return { id: reply.body.ticket_field.id, values: [`a${made}`, `b${made}`, `c${made}`] as const };
}
const set = (ticketId: number, id: number, value: unknown) =>
  zendesk.call('PUT', `/tickets/${ticketId}`, { ticket: { custom_fields: [{ id, value }] } });
const valueOf = async (ticketId: number, id: number) => {
  const { body } = await zendesk.call('GET', `/tickets/${ticketId}`);
  return body.ticket.custom_fields.find((one) => one.id === id)?.value;
};
const tagsOf = async (ticketId: number) =>
  (await zendesk.call('GET', `/tickets/${ticketId}`)).body.ticket.tags;

describe('keeping fields', () => {
  test('an admin makes one and reads back what was left out', async () => {
    const { status, headers, body } = await create({ title: ' Invoice number ' });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(
      `${zendesk.url}/api/v2/ticket_fields/${body.ticket_field.id}.json`,
    );
    expect(body.ticket_field).toMatchObject({
      ...{ type: 'text', title: 'Invoice number', raw_title: 'Invoice number', position: 9999 },
      ...{ title_in_portal: 'Invoice number', active: true, required: false, removable: true },
      ...{ visible_in_portal: false, editable_in_portal: false, required_in_portal: false },
      ...{ description: '', raw_description: '', agent_description: null, tag: null, key: null },
      ...{ regexp_for_validation: null, collapsed_for_agents: false },
    });
    expect(body.ticket_field).not.toHaveProperty('custom_field_options');
  });

  test('an admin changes what is named; the type stays, and the answer warns of it', async () => {
    const { id } = await field('text', { description: 'What for' });
    const reply = await change(id, {
      title: 'Renamed',
      active: false,
      type: 'date',
      raw_title: 'x',
    });
    expect(reply.status).toBe(200);
    expect(reply.body.ticket_field).toMatchObject({
      ...{ type: 'text', title: 'Renamed', raw_title: 'Renamed', active: false },
      description: 'What for',
    });
    expect(reply.headers.get('x-zendesk-api-warn')).toContain('ticket_field.type');
    expect(reply.headers.get('x-zendesk-api-warn')).toContain('ticket_field.raw_title');
  });

  test('the list is whole and by position, or by id and paged by cursor', async () => {
    const { id: first } = await field('text', { position: 3000 });
    const { id: second } = await field('text', { position: 2000 });
    const whole = await zendesk.call('GET', '/ticket_fields');
    const ids = whole.body.ticket_fields.map((one) => one.id);
    expect(ids.indexOf(second)).toBeLessThan(ids.indexOf(first));
    expect(whole.body).toMatchObject({ next_page: null, count: ids.length });
    const page = await zendesk.call('GET', '/ticket_fields?page[size]=2');
    expect(page.body.ticket_fields).toHaveLength(2);
    expect(page.body.meta.has_more).toBe(true);
    const next = page.body.links.next.slice(`${zendesk.url}/api/v2`.length);
    const rest = await zendesk.call('GET', next);
    const paged = [...page.body.ticket_fields, ...rest.body.ticket_fields].map((one) => one.id);
    expect(paged).toEqual([...paged].sort((a, b) => a - b));
  });

  test.each([
    ['no title', { type: 'text' }, 'title', 'BlankValue'],
    ['an unknown type', { type: 'emoji', title: 'x' }, 'type', 'InvalidValue'],
    ['a system type', { type: 'priority', title: 'x' }, 'type', 'InvalidValue'],
    ['a dropdown of nothing', { type: 'tagger', title: 'x' }, 'custom_field_options', 'BlankValue'],
    [
      'an option twice',
      { type: 'tagger', title: 'x', custom_field_options: options('twice', 'Twice') },
      'custom_field_options',
      'DuplicateValue',
    ],
    [
      'an option another field has',
      { type: 'multiselect', title: 'x', custom_field_options: options('area_financial') },
      'custom_field_options',
      'DuplicateValue',
    ],
    [
      'an option of two words',
      { type: 'tagger', title: 'x', custom_field_options: options('two words') },
      'custom_field_options',
      'InvalidFormat',
    ],
    ['no pattern', { type: 'regexp', title: 'x' }, 'regexp_for_validation', 'BlankValue'],
    [
      'a broken pattern',
      { type: 'regexp', title: 'x', regexp_for_validation: '(' },
      'regexp_for_validation',
      'InvalidFormat',
    ],
    [
      'a tag an option has',
      { type: 'checkbox', title: 'x', tag: 'impact_high' },
      'custom_field_options',
      'DuplicateValue',
    ],
  ])('an admin who sends %s gets 422 and no field', async (_what, wish, where, error) => {
    const before = await zendesk.call('GET', '/ticket_fields');
    const reply = await create(wish);
    expect(reply.status).toBe(422);
    expect(reply.body.details[where]?.[0].error).toBe(error);
    const after = await zendesk.call('GET', '/ticket_fields');
    expect(after.body.count).toBe(before.body.count);
  });

  test('a lookup field is named as what the emulator lacks', async () => {
    expect((await create({ type: 'lookup', title: 'x' })).status).toBe(501);
  });

  test('agents read fields and may not write them; nobody writes without a body', async () => {
    const authorization = `Bearer ${await zendesk.token('agent-demo')}`;
    const wish = { ticket_field: { title: 'x' } };
    const refused = await zendesk.call('POST', '/ticket_fields', wish, { authorization });
    expect(refused.status).toBe(403);
    const read = await zendesk.call('GET', '/ticket_fields', undefined, { authorization });
    expect(read.status).toBe(200);
    expect((await zendesk.call('POST', '/ticket_fields', {})).body.error).toBe('ParameterMissing');
    expect((await create({ title: 'x', position: 'first' })).status).toBe(400);
  });

  test('system fields can be renamed, and neither removed nor switched off', async () => {
    const { body } = await zendesk.call('GET', '/ticket_fields');
    const subject = body.ticket_fields.find(({ type }) => type === 'subject')?.id ?? 0;
    expect((await change(subject, { title: 'Topic' })).body.ticket_field.title).toBe('Topic');
    expect((await change(subject, { active: false })).body.details.active).toHaveLength(1);
    expect((await zendesk.call('DELETE', `/ticket_fields/${subject}`)).status).toBe(422);
  });

  test('a removed field is gone from its forms and tickets', async () => {
    const { id } = await field('text');
    const { id: ticketId } = await zendesk.ticket({ custom_fields: [{ id, value: 'x' }] });
    const form = { name: 'Short', ticket_field_ids: [id] };
    const { body } = await zendesk.call('POST', '/ticket_forms', { ticket_form: form });
    expect((await zendesk.call('DELETE', `/ticket_fields/${id}`)).status).toBe(204);
    expect((await zendesk.call('GET', `/ticket_fields/${id}`)).status).toBe(404);
    const shown = await zendesk.call('GET', `/ticket_forms/${body.ticket_form.id}`);
    expect(shown.body.ticket_form.ticket_field_ids).toEqual([]);
    expect(await valueOf(ticketId, id)).toBeUndefined();
  });
});

describe('options', () => {
  test('a PUT that leaves an option out takes it off every ticket, with its tag', async () => {
    const { id, values } = await field('tagger');
    const [kept, lost] = values;
    const first = await zendesk.ticket({ tags: ['vip'], custom_fields: [{ id, value: lost }] });
    const second = await zendesk.ticket({ custom_fields: [{ id, value: kept }] });
    expect(await tagsOf(first.id)).toEqual([lost, 'vip']);
    const before = (await zendesk.call('GET', `/ticket_fields/${id}`)).body.ticket_field;

    const reply = await change(id, { custom_field_options: [...options(kept), ...options('d')] });
    const [same, added] = reply.body.ticket_field.custom_field_options;
    expect(same).toMatchObject({ id: before.custom_field_options[0]?.id, value: kept });
    expect(added).toMatchObject({ name: 'The d', raw_name: 'The d', value: 'd', default: false });
    expect(await valueOf(first.id, id)).toBeNull();
    expect(await tagsOf(first.id)).toEqual(['vip']);
    expect(await valueOf(second.id, id)).toBe(kept);
  });

  test('a PUT that names no options leaves them alone', async () => {
    const { id } = await field('tagger');
    const { body } = await change(id, { title: 'Other' });
    expect(body.ticket_field.custom_field_options).toHaveLength(3);
  });

  test('a list of choices loses the one left out and keeps the others', async () => {
    const { id, values } = await field('multiselect');
    const [first, second, third] = values;
    const { id: ticketId } = await zendesk.ticket({
      custom_fields: [{ id, value: [first, third] }],
    });
    expect(await tagsOf(ticketId)).toEqual([first, third]);
    await change(id, { custom_field_options: options(first, second) });
    expect(await valueOf(ticketId, id)).toEqual([first]);
    expect(await tagsOf(ticketId)).toEqual([first]);
  });

  test('one option is added, renamed by its id and removed, and the others stay', async () => {
    const { id, values } = await field('tagger');
    const path = `/ticket_fields/${id}/options`;
    const added = await zendesk.call('POST', path, {
      custom_field_option: { name: 'Late', value: 'late' },
    });
    expect(added.status).toBe(201);
    expect(added.headers.get('location')).toContain(`${path}.json`);
    const optionId = added.body.custom_field_option.id;
    const renamed = await zendesk.call('POST', path, {
      custom_field_option: { id: optionId, name: 'Later', value: 'late' },
    });
    expect(renamed.status).toBe(200);
    const again = await zendesk.call('POST', path, {
      custom_field_option: { name: 'Copy', value: values[0] },
    });
    expect(again.body.details.custom_field_options?.[0].error).toBe('DuplicateValue');
    const list = await zendesk.call('GET', path);
    expect(list.body.count).toBe(4);
    const shown = await zendesk.call('GET', `${path}/${optionId}`);
    expect(shown.body.custom_field_option).toMatchObject({ name: 'Later', value: 'late' });

    const { id: ticketId } = await zendesk.ticket({ custom_fields: [{ id, value: 'late' }] });
    expect((await zendesk.call('DELETE', `${path}/${optionId}`)).status).toBe(204);
    expect((await zendesk.call('GET', `${path}/${optionId}`)).status).toBe(404);
    expect(await valueOf(ticketId, id)).toBeNull();
    expect(await tagsOf(ticketId)).toEqual([]);
  });

  test('a field without choices takes no option', async () => {
    const { id } = await field('text');
    const reply = await zendesk.call('POST', `/ticket_fields/${id}/options`, {
      custom_field_option: { name: 'x', value: 'lonely' },
    });
    expect(reply.status).toBe(422);
  });
});

describe('values on tickets', () => {
  test.each([
    ['date', {}, '2026-01-31', '2026-01-31', '2026-02-30'],
    ['date', {}, '2026-01-31T10:00:00Z', '2026-01-31', 'tomorrow'],
    ['integer', {}, '42', '42', '4.2'],
    ['decimal', {}, 4.2, '4.2', 'four'],
    ['regexp', { regexp_for_validation: '^[A-Z]{2}-\\d+$' }, 'AB-12', 'AB-12', 'ab'],
    ['partialcreditcard', {}, '4111111111111234', 'XXXXXXXXXXXX1234', 'none'],
  ])(
    'a %s field keeps what fits and refuses what does not',
    async (type, more, good, kept, bad) => {
      const { id } = await field(type, more);
      const { id: ticketId } = await zendesk.ticket();
      expect((await set(ticketId, id, good)).status).toBe(200);
      expect(await valueOf(ticketId, id)).toBe(kept);
      const refused = await set(ticketId, id, bad);
      expect(refused.status).toBe(422);
      expect(refused.body.details.base?.[0]).toMatchObject({ field_key: id });
      await set(ticketId, id, '');
      expect(await valueOf(ticketId, id)).toBeNull();
    },
  );

  test('a checkbox puts its tag on the ticket and takes it away; the tag sets the box', async () => {
    const { id } = await field('checkbox', { tag: 'Refund' });
    const { id: ticketId } = await zendesk.ticket({ custom_fields: [{ id, value: true }] });
    expect(await tagsOf(ticketId)).toEqual(['refund']);
    await set(ticketId, id, false);
    expect(await tagsOf(ticketId)).toEqual([]);
    await zendesk.call('PUT', `/tickets/${ticketId}/tags`, { tags: ['refund'] });
    expect(await valueOf(ticketId, id)).toBe(true);
  });

  test('a list of choices refuses one it does not offer', async () => {
    const { id, values } = await field('multiselect');
    const { id: ticketId } = await zendesk.ticket();
    expect((await set(ticketId, id, [values[0], 'doom'])).status).toBe(422);
    await set(ticketId, id, [values[0], values[1]]);
    await zendesk.call('DELETE', `/tickets/${ticketId}/tags`, { tags: [values[0]] });
    expect(await valueOf(ticketId, id)).toEqual([values[1]]);
  });
});
