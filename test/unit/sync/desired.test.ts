import { entriesOf, FILES, read, withFiles } from './a-configuration';

describe('the files of config/zendesk', () => {
  test('are read in the order they are made, normalised, and awake unless they say otherwise', () => {
    const entries = entriesOf();
    expect(entries.map(({ kind, key }) => `${kind}.${key}`)).toEqual([
      'groups.finance',
      'dynamic_content.impact_title',
      'ticket_fields.vtex_account',
      'ticket_fields.area',
      'ticket_fields.impact_level',
      'ticket_forms.financial_support',
      'webhooks.portal',
      'trigger_categories.vtex_portal',
      'triggers.priority_of_normal',
      'triggers.priority_of_high',
      'triggers.priority_of_urgent',
      'triggers.confirmation',
      'triggers.webhook',
      'triggers.standard_comment',
      'automations.close_solved',
      'views.urgent',
    ]);
    const find = (key: string) => entries.find((entry) => entry.key === key);
    expect(find('webhook')?.attributes.active).toBe(true);
    expect(find('portal')?.attributes.status).toBe('active');
    expect(find('standard_comment')).toMatchObject({ isGuard: true, place: 'triggers.yaml:28' });
    expect(find('standard_comment')?.attributes).not.toHaveProperty('active');
  });

  test('repeat an entry for each impact level, so that the matrix cannot differ from the portal', () => {
    const urgent = entriesOf().find(({ key }) => key === 'priority_of_urgent');
    expect(urgent?.attributes).toMatchObject({
      title: 'VTEX portal: impact Urgent',
      all: [
        {
          field: 'custom_fields_@{ticket_fields.impact_level}',
          operator: 'is',
          value: 'impact_urgent',
        },
        { field: 'priority', operator: 'is_not', value: 'urgent' },
      ],
      actions: [{ field: 'priority', value: 'urgent' }],
    });
  });

  test('take the options of the portal, named by dynamic content where there is an item of that key', () => {
    const options = (files = FILES) =>
      entriesOf(files).find(({ key }) => key === 'area')?.attributes.custom_field_options;
    expect(options()).toEqual([
      { name: 'Financial', value: 'area_financial', default: false },
      { name: 'Technical', value: 'area_technical', default: false },
    ]);
    const text = `
- key: area_@{each.key}
  each: kinds
  name: 'Area @{each.label.en}'
  default_locale: en-US
  variants: { en-US: '@{each.label.en}' }
`;
    expect(options(withFiles({ '+dynamic-content.yaml': text }))).toMatchObject([
      { name: '@{dynamic_content.area_financial}' },
      { name: '@{dynamic_content.area_technical}' },
    ]);
  });

  test('keep the type of a setting that stands alone, and its text among other text', () => {
    const file = `
- key: reminder
  title: 'After @{setting.close_after_hours} h'
  active: '@{setting.reminder_active}'
  all: [{ field: PENDING, operator: is, value: '@{setting.close_after_hours}' }]
  actions: [{ field: status, value: open }]
`;
    const [entry] = entriesOf({ 'automations.yaml': file });
    expect(entry?.attributes).toMatchObject({
      title: 'After 24 h',
      active: false,
      all: [{ value: '24' }],
    });
  });

  test.each([
    ['an unknown file', { 'macros.yaml': '- key: a' }, 'unknown-file', 'macros.yaml'],
    ['a file that is no YAML', { 'groups.yaml': '- key: a\n  name: "b' }, 'yaml', 'groups.yaml:2'],
    [
      'a member twice',
      { 'groups.yaml': '- key: a\n  name: b\n  name: c' },
      'yaml',
      'groups.yaml:3',
    ],
    ['no list', { 'groups.yaml': 'key: a' }, 'shape', 'groups.yaml:1'],
    ['an entry that is a word', { 'groups.yaml': '\n- finance' }, 'shape', 'groups.yaml:2'],
    [
      'an unknown attribute',
      { 'groups.yaml': '- key: a\n  name: A\n  colour: red' },
      'unknown-attribute',
      'groups.yaml:3',
    ],
    ['a wrong type', { 'groups.yaml': '- key: a\n  name: [A]' }, 'wrong-shape', 'groups.yaml:2'],
    [
      'a wrong type deep inside',
      {
        'views.yaml':
          '- key: a\n  title: A\n  output: {columns: [id]}\n  all:\n    - field: status\n      operator: 7\n',
      },
      'wrong-shape',
      'views.yaml:6',
    ],
    ['a missing title', { 'groups.yaml': '\n\n- key: a' }, 'wrong-shape', 'groups.yaml:3'],
    ['a bad key', { 'groups.yaml': '- key: A b\n  name: A' }, 'wrong-shape', 'groups.yaml:1'],
    [
      'the same key twice',
      { 'groups.yaml': '- {key: a, name: A}\n- {key: a, name: B}' },
      'duplicate-key',
      'groups.yaml:2',
    ],
    [
      'the same title twice',
      { 'groups.yaml': '- {key: a, name: A}\n- {key: b, name: A}' },
      'duplicate-title',
      'groups.yaml:2',
    ],
    [
      'a setting that is not there',
      { 'groups.yaml': "- key: a\n  name: '@{setting.nothing}'" },
      'unknown-name',
      'groups.yaml:2',
    ],
    [
      'each without a table',
      { 'groups.yaml': "- key: a\n  name: '@{each.key}'" },
      'unknown-name',
      'groups.yaml:2',
    ],
    [
      'an unknown table',
      { 'groups.yaml': '- key: a\n  each: months\n  name: A' },
      'unknown-each',
      'groups.yaml:2',
    ],
    [
      'a guard that would change more than conditions',
      { 'triggers.yaml': '- key: a\n  guard: true\n  all: []\n  actions: []' },
      'unknown-attribute',
      'triggers.yaml:4',
    ],
    [
      'a guard among things without conditions',
      { 'groups.yaml': '- key: a\n  name: A\n  guard: true' },
      'unknown-attribute',
      'groups.yaml:3',
    ],
  ])('%s is a problem with its line', (_, files, check, place) => {
    expect(read(files).problems).toMatchObject([{ check, place }]);
  });

  test('tell all problems of all files together', () => {
    const { problems } = read({
      'groups.yaml': '- key: a\n  colour: red',
      'views.yaml': '- key: b\n  title: 3\n  all: []\n  output: {}',
    });
    expect(problems.map(({ place }) => place).sort()).toEqual([
      'groups.yaml:1',
      'groups.yaml:2',
      'views.yaml:2',
    ]);
  });
});
