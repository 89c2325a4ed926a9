import fc from 'fast-check';
import type { Attributes } from '../../../src/sync/kind';
import type { Lookup } from '../../../src/sync/lookup';
import { referencesIn, replaceReferences } from '../../../src/sync/references';
import { toIds } from '../../../src/sync/to-ids';
import { toNames } from '../../../src/sync/to-names';

const lookup: Lookup = {
  lock: {
    groups: { finance: 310_001 },
    ticket_fields: { area: 360_000_000_102, account: 360_000_000_101 },
    ticket_forms: { support: 360_000_000_201 },
    webhooks: { portal: '01GDWJ5ZYQ0000000000000000' },
    trigger_categories: { portal: '9001' },
    triggers: { one: 4_001 },
  },
  systemFields: { subject: '1100', priority: '1101' },
  placeholders: { hello: '{{dc.hello_there}}' },
  integrationUserId: '7001',
};

/** Every place where an id hides: by name, as Zendesk has it, and as it is sent (when that differs). */
const PLACES: readonly [where: string, names: Attributes, ids: Attributes, sent?: Attributes][] = [
  [
    "a condition's field",
    { all: [{ field: 'custom_fields_@{ticket_fields.area}', operator: 'is', value: 'x' }] },
    { all: [{ field: 'custom_fields_360000000102', operator: 'is', value: 'x' }] },
  ],
  [
    "a condition's form, group and person",
    {
      any: [
        { field: 'ticket_form_id', operator: 'is', value: '@{ticket_forms.support}' },
        { field: 'group_id', operator: 'is', value: '@{groups.finance}' },
        { field: 'role', operator: 'is_not', value: '@{user.integration}' },
      ],
    },
    {
      any: [
        { field: 'ticket_form_id', operator: 'is', value: '360000000201' },
        { field: 'group_id', operator: 'is', value: '310001' },
        { field: 'role', operator: 'is_not', value: '7001' },
      ],
    },
  ],
  ['a category', { category_id: '@{trigger_categories.portal}' }, { category_id: '9001' }],
  [
    "a form's fields, which are numbers",
    { ticket_field_ids: ['@{system_fields.subject}', '@{ticket_fields.area}'] },
    { ticket_field_ids: ['1100', '360000000102'] },
    { ticket_field_ids: [1100, 360_000_000_102] },
  ],
  [
    "a form's conditions, which are numbers",
    {
      agent_conditions: [
        {
          parent_field_id: '@{ticket_fields.area}',
          value: '1100',
          child_fields: [{ id: '@{ticket_fields.account}', is_required: true }],
        },
      ],
    },
    {
      agent_conditions: [
        {
          parent_field_id: '360000000102',
          value: '1100',
          child_fields: [{ id: '360000000101', is_required: true }],
        },
      ],
    },
    {
      agent_conditions: [
        {
          parent_field_id: 360_000_000_102,
          value: '1100',
          child_fields: [{ id: 360_000_000_101, is_required: true }],
        },
      ],
    },
  ],
  [
    'a placeholder in a mail',
    {
      actions: [
        {
          field: 'notification_user',
          value: [
            '@{user.integration}',
            'A @{dynamic_content.hello}',
            '{{ticket.ticket_field_@{ticket_fields.account}}} {{ticket.ticket_field_option_title_@{ticket_fields.area}}}',
          ],
        },
      ],
    },
    {
      actions: [
        {
          field: 'notification_user',
          value: [
            '7001',
            'A {{dc.hello_there}}',
            '{{ticket.ticket_field_360000000101}} {{ticket.ticket_field_option_title_360000000102}}',
          ],
        },
      ],
    },
  ],
  [
    'a webhook and the JSON it sends',
    {
      actions: [
        {
          field: 'notification_webhook',
          value: [
            '@{webhooks.portal}',
            '{"field": @{ticket_fields.area}, "form": "@{ticket_forms.support}", "id": {{ticket.id}}}',
          ],
        },
      ],
    },
    {
      actions: [
        {
          field: 'notification_webhook',
          value: [
            '01GDWJ5ZYQ0000000000000000',
            '{"field": 360000000102, "form": "360000000201", "id": {{ticket.id}}}',
          ],
        },
      ],
    },
  ],
  [
    'a group that is told',
    { actions: [{ field: 'notification_group', value: ['@{groups.finance}', 'S', 'B'] }] },
    { actions: [{ field: 'notification_group', value: ['310001', 'S', 'B'] }] },
  ],
  [
    "a view's columns and readers",
    {
      output: { columns: ['subject', '@{ticket_fields.area}'], group_by: '@{ticket_fields.area}' },
      restriction: { type: 'Group', ids: ['@{groups.finance}'] },
    },
    {
      output: { columns: ['subject', '360000000102'], group_by: '360000000102' },
      restriction: { type: 'Group', ids: ['310001'] },
    },
    {
      output: { columns: ['subject', 360_000_000_102], group_by: '360000000102' },
      restriction: { type: 'Group', ids: [310_001] },
    },
  ],
];

describe('names and ids (ideal 6)', () => {
  test.each(PLACES)('%s', (_, names, ids, sent = ids) => {
    expect(toIds(names, lookup)).toEqual(sent);
    expect(toNames(ids, lookup)).toEqual(names);
  });

  test('an id that is not ours, and a number that only looks like one, stay', () => {
    const attributes = {
      all: [
        { field: 'custom_fields_999', operator: 'is', value: '310001' },
        { field: 'group_id', operator: 'is', value: '5' },
        { field: 'SOLVED', operator: 'greater_than', value: '7001' },
      ],
      actions: [
        { field: 'notification_user', value: ['requester_id', 'Call 310001', 'or 7001'] },
        { field: 'notification_webhook', value: ['x', '{"a": 3100010, "b": "x310001", "c": 12}'] },
      ],
      restriction: { type: 'User', ids: ['310001'] },
    };
    expect(toNames(attributes, lookup)).toEqual(attributes);
  });

  test('a secret keeps its name when everything else gets its id', () => {
    const authentication = { type: 'bearer_token', data: { token: '@{secret.TOKEN}' } };
    expect(toIds({ authentication }, lookup)).toEqual({ authentication });
  });

  test.each(['@{groups.nobody}', '@{system_fields.none}', '@{user.other}', '@{teams.a}', '@{x}'])(
    '%s has no id and is refused',
    (text) => {
      expect(() => toIds({ title: text }, lookup)).toThrow(text);
    },
  );

  test('references are found and replaced at any depth', () => {
    const value = { a: [{ b: 'x @{groups.finance} @{secret.T}' }], c: '@{oops}' };
    expect(referencesIn(value)).toEqual([
      { room: 'groups', name: 'finance' },
      { room: 'secret', name: 'T' },
      { room: '', name: 'oops' },
    ]);
    const replaced = replaceReferences(value, ({ room }) => (room === 'groups' ? '1' : undefined));
    expect(replaced).toEqual({ a: [{ b: 'x 1 @{secret.T}' }], c: '@{oops}' });
  });

  test('whatever is named gets ids and its names back', () => {
    const field = fc.constantFrom('@{ticket_fields.area}', '@{ticket_fields.account}');
    const group = fc.constantFrom('@{groups.finance}', '');
    const condition = fc.oneof(
      fc.record({
        field: field.map((name) => `custom_fields_${name}`),
        operator: fc.constant('is'),
        value: fc.string(),
      }),
      fc.record({ field: fc.constant('group_id'), operator: fc.constant('is'), value: group }),
    );
    const body = fc
      .array(fc.tuple(fc.stringMatching(/^[a-z]{1,5}$/), field))
      .map((parts) => JSON.stringify(Object.fromEntries(parts)));
    const text = fc
      .array(
        fc.oneof(
          fc.stringMatching(/^[ a-z]*$/),
          field.map((name) => `{{ticket.ticket_field_${name}}}`),
        ),
      )
      .map((parts) => parts.join(''));
    const attributes = fc.record({
      title: text,
      category_id: fc.constant('@{trigger_categories.portal}'),
      all: fc.array(condition),
      actions: fc.tuple(
        fc.record({
          field: fc.constant('notification_webhook'),
          value: fc.tuple(fc.constant('@{webhooks.portal}'), body),
        }),
        fc.record({
          field: fc.constant('notification_group'),
          value: fc.tuple(fc.constant('@{groups.finance}'), text, text),
        }),
      ),
    });
    fc.assert(
      fc.property(attributes, (named) => {
        const ids = toIds(named, lookup);
        expect(JSON.stringify(ids)).not.toContain('@{ticket_fields');
        expect(toNames(ids, lookup)).toEqual(named);
      }),
    );
  });
});
