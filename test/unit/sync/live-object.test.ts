import type { Attributes, KindName } from '../../../src/sync/kind';
import { toLiveObject, toLiveObjects } from '../../../src/sync/live-object';
import { normalise } from '../../../src/sync/normalise';

/** Ideal 4: what the files say and what Zendesk answers have one form. */
const PAIRS: readonly [what: string, kind: KindName, written: object, answered: object][] = [
  [
    "raw texts beside Zendesk's rendered ones",
    'ticket_fields',
    { title: '@{dynamic_content.x}', description: '' },
    {
      title: 'Impact',
      raw_title: '@{dynamic_content.x}',
      description: null,
      position: 9999,
      url: 'x',
    },
  ],
  [
    'options without a default',
    'ticket_fields',
    { custom_field_options: [{ name: 'A', value: 'a' }] },
    { custom_field_options: [{ id: 7, name: 'x', raw_name: 'A', value: 'a', default: false }] },
  ],
  [
    'tags in any order, numbers as text, a condition that changed without a value',
    'triggers',
    {
      all: [
        { field: 'current_tags', operator: 'includes', value: 'b a' },
        { field: 'reopens', operator: 'greater_than', value: 3 },
        { field: 'status', operator: 'changed' },
        { field: 'assignee_id', operator: 'is', value: '' },
        { field: 'update_type', value: 'Create' },
      ],
      any: [],
      actions: [{ field: 'set_tags', value: 'd c c' }],
    },
    {
      conditions: {
        all: [
          { field: 'current_tags', operator: 'includes', value: 'a b' },
          { field: 'reopens', operator: 'greater_than', value: '3' },
          { field: 'status', operator: 'changed', value: null },
          { field: 'assignee_id', operator: 'is', value: '__NULL__' },
          { field: 'update_type', operator: 'is', value: 'Create' },
        ],
        any: null,
      },
      actions: [{ field: 'set_tags', value: 'c d' }],
    },
  ],
  [
    'lines that end in another way',
    'triggers',
    { actions: [{ field: 'notification_user', value: ['requester_id', 'S', 'a\nb\n'] }] },
    { actions: [{ field: 'notification_user', value: ['requester_id', 'S', 'a\r\nb'] }] },
  ],
  [
    "a form's conditions with what Zendesk adds",
    'ticket_forms',
    {
      ticket_field_ids: [1, 2],
      agent_conditions: [
        { parent_field_id: 1, value: 'a', child_fields: [{ id: 2, is_required: true }] },
      ],
      end_user_conditions: [{ parent_field_id: 1, value: true, child_fields: [{ id: 2 }] }],
    },
    {
      ticket_field_ids: ['1', '2'],
      agent_conditions: [
        {
          parent_field_id: 1,
          value: 'a',
          child_fields: [
            {
              id: 2,
              is_required: true,
              required_on_statuses: { type: 'ALL_STATUSES', statuses: [] },
            },
          ],
        },
      ],
      end_user_conditions: [
        {
          parent_field_id: 1,
          value: 'true',
          child_fields: [{ id: 2, is_required: false, required_on_statuses: {} }],
        },
      ],
    },
  ],
  [
    'what a view runs as what is written',
    'views',
    {
      all: [{ field: 'status', operator: 'is', value: 'open' }],
      output: {
        columns: ['subject', 360],
        group_by: 'status',
        group_order: 'asc',
        sort_by: 'created',
        sort_order: 'desc',
      },
      restriction: { type: 'Group', id: 5 },
    },
    {
      conditions: { all: [{ field: 'status', operator: 'is', value: 'open' }], any: [] },
      execution: {
        group_by: 'status',
        group_order: 'asc',
        sort_by: 'created',
        sort_order: 'desc',
        group: { id: 'status', order: 'asc' },
        columns: [
          { id: 'subject', title: 'Subject' },
          { id: 360, title: 'Area', filterable: true },
        ],
      },
      restriction: { type: 'Group', id: 5, ids: [5] },
    },
  ],
  [
    'dynamic content by language',
    'dynamic_content',
    { name: 'X', default_locale: 'en-US', variants: { 'pt-BR': 'Oi', 'en-US': 'Hi' } },
    {
      name: 'X',
      default_locale_id: 1,
      variants: [
        { locale_id: 1, content: 'Hi', active: true },
        { locale_id: 19, content: 'Oi', active: true },
        { locale_id: 2, content: 'Hola', active: false },
      ],
    },
  ],
];

describe("Zendesk's answers in the words of the files (ideal 4)", () => {
  test.each(PAIRS)('%s', (_, kind, written, answered) => {
    const wanted = normalise(kind, written as Record<string, unknown>);
    const live = toLiveObject(kind, { id: 1, ...answered }).attributes;
    const shared: Attributes = Object.fromEntries(
      Object.keys(wanted).map((name) => [name, live[name] ?? null]),
    );
    expect(shared).toEqual(wanted);
  });

  test('drop what nobody can write', () => {
    const { attributes } = toLiveObject('groups', {
      id: 1,
      name: 'A',
      url: 'x',
      created_at: 'y',
      deleted: false,
    });
    expect(attributes).toEqual({ name: 'A', description: '', is_public: false });
  });

  test("stand in Zendesk's order, and say what is its own and what sleeps", () => {
    const objects = toLiveObjects('triggers', [
      { id: 2, title: 'B', position: 2, active: false },
      { id: 1, title: 'A', position: 1, default: true },
    ]);
    expect(objects).toMatchObject([
      { id: '1', title: 'A', isActive: true, isBuiltIn: true },
      { id: '2', title: 'B', isActive: false, isBuiltIn: false },
    ]);
    const webhook = toLiveObject('webhooks', { id: '01G', name: 'W', status: 'inactive' });
    expect(webhook).toMatchObject({ id: '01G', isActive: false });
  });
});
