import { CHECKS, preflight } from '../../../src/sync/preflight/preflight';
import { checked, entriesOf, FILES, OFFER, withFiles, type Files } from './a-configuration';

/** Ideal 9: Zendesk's rules are checked offline. Ideal 20: and what it would accept and regret. */
const trigger = (body: string, key = 'odd') => `
- key: ${key}
  title: 'Odd ${key}'
${body.replace(/^/gm, '  ')}
`;
const when = (conditions: string, actions = '{ field: priority, value: low }', key = 'odd') => ({
  '+triggers.yaml': trigger(`all: [${conditions}]\nactions: [${actions}]`, key),
});
const automation = (conditions: string, actions: string, any = '[]') => ({
  '+automations.yaml': trigger(`all: [${conditions}]\nany: ${any}\nactions: [${actions}]`),
});
const view = (conditions: string, output = '{ columns: [subject] }') => ({
  '+views.yaml': trigger(`all: [${conditions}]\noutput: ${output}`),
});
const field = (body: string) => ({ '+ticket-fields.yaml': trigger(body) });
const webhook = (changes: string) => ({
  'webhooks.yaml': (FILES['webhooks.yaml'] ?? '').replace(
    new RegExp(`^  ${changes.split(':')[0]}:.*$`, 'm'),
    `  ${changes}`,
  ),
});
const form = (from: string, to: string) => ({
  'ticket-forms.yaml': (FILES['ticket-forms.yaml'] ?? '').replace(from, to),
});
const OPEN = '{ field: status, operator: is, value: open }';
const PORTAL = '{ field: current_tags, operator: includes, value: vtex_portal }';
const mail = (text: string) =>
  `{ field: notification_user, value: [assignee_id, Hello, '${text}'] }`;
const call = (body: string) =>
  `{ field: notification_webhook, value: ['@{webhooks.portal}', '${body}'] }`;
const many = (count: number, entry: (number: number) => string) =>
  Array.from({ length: count }, (_, index) => entry(index)).join('');

const BROKEN: readonly [check: string, what: string, changes: Files, message: RegExp][] = [
  [
    'dangling-reference',
    'a key nobody has',
    when(`{ field: group_id, operator: is, value: '@{groups.nobody}' }`),
    /@\{groups\.nobody\}/,
  ],
  [
    'dangling-reference',
    'a room nobody has',
    when(OPEN, `{ field: group_id, value: '@{teams.finance}' }`),
    /teams/,
  ],
  [
    'dangling-reference',
    'a malformed name',
    when(OPEN, mail('@{groups finance}')),
    /groups finance/,
  ],
  [
    'dangling-reference',
    'a system field that is not one',
    form('system_fields.subject', 'system_fields.subjekt'),
    /subjekt/,
  ],
  [
    'reference-cycle',
    'texts that name each other',
    {
      '+dynamic-content.yaml': many(
        2,
        (n) =>
          `\n- { key: t${n}, name: T${n}, default_locale: en-US, variants: { en-US: '@{dynamic_content.t${1 - n}}' } }`,
      ),
    },
    /t1/,
  ],
  [
    'raw-id',
    'an id in a condition',
    when('{ field: custom_fields_360001, operator: is, value: x }'),
    /custom_fields_360001/,
  ],
  [
    'raw-id',
    'an id in a placeholder',
    when(OPEN, mail('{{ticket.ticket_field_360001}}')),
    /ticket_field_360001/,
  ],
  [
    'misplaced-secret',
    'a secret in a mail',
    when(OPEN, mail('@{secret.WEBHOOK_TOKEN}')),
    /WEBHOOK_TOKEN/,
  ],
  [
    'plain-secret',
    'a secret as it is',
    webhook('authentication: { type: bearer_token, data: { token: abc } }'),
    /token must be/,
  ],
  ['field-type', 'a system field to be made', field('type: status'), /status/],
  [
    'field-options',
    'a dropdown without choices',
    field('type: tagger'),
    /needs custom_field_options/,
  ],
  [
    'field-options',
    'choices of a text',
    field('type: text\ncustom_field_options: [{ name: A, value: a }]'),
    /has no/,
  ],
  [
    'field-options',
    'two defaults',
    field(
      'type: tagger\ncustom_field_options: [{ name: A, value: a, default: true }, { name: B, value: b, default: true }]',
    ),
    /default/,
  ],
  ['field-options', 'a regexp without one', field('type: regexp'), /regexp_for_validation/],
  [
    'option-value',
    'a value of two words',
    field('type: tagger\ncustom_field_options: [{ name: A, value: a b }]'),
    /a b/,
  ],
  [
    'option-limit',
    '2,001 choices',
    field(
      `type: tagger\ncustom_field_options: [${many(2001, (n) => `{ name: N, value: v${n} },`)}]`,
    ),
    /2001/,
  ],
  [
    'field-limit',
    '401 fields',
    { '+ticket-fields.yaml': many(400, (n) => `\n- { key: f${n}, type: text, title: F${n} }`) },
    /400/,
  ],
  [
    'tag-clash',
    "another field's tag",
    field('type: tagger\ncustom_field_options: [{ name: A, value: impact_high }]'),
    /impact_high stands in impact_level/,
  ],
  ['tag-clash', 'a checkbox with it', field('type: checkbox\ntag: impact_high'), /impact_high/],
  [
    'tag-clash',
    'a choice twice',
    field('type: tagger\ncustom_field_options: [{ name: A, value: a }, { name: B, value: a }]'),
    /twice/,
  ],
  [
    'portal-required-visible',
    'required where it is not seen',
    field('type: text\nrequired_in_portal: true'),
    /nobody sees/,
  ],
  [
    'portal-required-in-form',
    'required and in no form',
    field(
      'type: text\nrequired_in_portal: true\nvisible_in_portal: true\neditable_in_portal: true',
    ),
    /in no form/,
  ],
  [
    'portal-field-in-form',
    'a form the portal cannot fill',
    form("    - '@{ticket_fields.vtex_account}'\n", ''),
    /vtex_account/,
  ],
  [
    'portal-option',
    'fewer choices than the portal offers',
    {
      'ticket-fields.yaml': (FILES['ticket-fields.yaml'] ?? '').replace(
        "'@{generated.area_options}'",
        '[{ name: F, value: area_financial }]',
      ),
    },
    /area_technical/,
  ],
  [
    'form-field-twice',
    'a field twice',
    form(
      "    - '@{ticket_fields.area}'",
      "    - '@{ticket_fields.area}'\n    - '@{ticket_fields.area}'",
    ),
    /twice/,
  ],
  [
    'form-condition-field',
    'a condition on a field outside',
    form("    - '@{ticket_fields.area}'\n", ''),
    /lacks/,
  ],
  [
    'form-condition-value',
    'a choice that is none',
    form('value: area_financial', 'value: area_legal'),
    /area_legal/,
  ],
  [
    'form-condition-cycle',
    'a field that hides itself',
    form(
      "[{ id: '@{ticket_fields.impact_level}', is_required: true }]",
      "[{ id: '@{ticket_fields.area}' }]",
    ),
    /depends on itself/,
  ],
  [
    'inactive-field',
    'a sleeping field in a form',
    {
      'ticket-fields.yaml': (FILES['ticket-fields.yaml'] ?? '').replace(
        'title: VTEX account',
        'title: VTEX account\n  active: false',
      ),
    },
    /vtex_account/,
  ],
  [
    'inactive-form',
    'a sleeping form in a view',
    {
      ...form('end_user_visible: true', 'active: false'),
      ...view(
        `${OPEN}, { field: ticket_form_id, operator: is, value: '@{ticket_forms.financial_support}' }`,
      ),
    },
    /financial_support/,
  ],
  [
    'form-limit',
    '301 forms',
    {
      '+ticket-forms.yaml': many(
        300,
        (n) => `\n- { key: f${n}, name: F${n}, active: false, ticket_field_ids: [] }`,
      ),
    },
    /300/,
  ],
  [
    'webhook-subscription',
    'a webhook for events',
    webhook("subscriptions: ['zen:event-type:user.created']"),
    /conditional_ticket_events/,
  ],
  ['webhook-endpoint', 'no address', webhook('endpoint: portal'), /no address/],
  ['webhook-endpoint', 'an open line', webhook('endpoint: http://portal.example.com/'), /https/],
  [
    'webhook-endpoint',
    'credentials in the address',
    webhook('endpoint: https://a:b@portal.example.com/'),
    /credentials/,
  ],
  ['webhook-format', 'an unknown verb', webhook('http_method: SEND'), /SEND/],
  [
    'webhook-unused',
    'a webhook nobody calls',
    {
      'triggers.yaml': (FILES['triggers.yaml'] ?? '').replace(
        /- key: webhook[^]*?(?=- key: standard)/,
        '',
      ),
    },
    /No rule/,
  ],
  ['no-condition', 'a trigger without conditions', when(''), /at least one condition/],
  ['no-action', 'a trigger without actions', when(OPEN, ''), /at least one action/],
  [
    'condition-field',
    'an unknown field',
    when('{ field: state, operator: is, value: open }'),
    /state/,
  ],
  [
    'condition-field',
    'hours in a trigger',
    when('{ field: SOLVED, operator: greater_than, value: 4 }'),
    /SOLVED/,
  ],
  [
    'condition-field',
    'an update in a view',
    view(`${OPEN}, { field: update_type, operator: is, value: Create }`),
    /update_type/,
  ],
  [
    'condition-operator',
    'a dropdown that changed',
    when("{ field: 'custom_fields_@{ticket_fields.impact_level}', operator: changed }"),
    /no custom field tells that it changed/,
  ],
  [
    'condition-operator',
    'tags that are',
    when('{ field: current_tags, operator: is, value: a }'),
    /includes/,
  ],
  [
    'condition-operator',
    'a change in an automation',
    automation(
      '{ field: status, operator: changed }, { field: OPEN, operator: is, value: 1 }',
      '{ field: priority, value: low }',
    ),
    /status takes/,
  ],
  [
    'condition-value',
    'a status nobody has',
    when('{ field: status, operator: is, value: opened }'),
    /opened/,
  ],
  [
    'condition-value',
    'a choice no field has',
    when("{ field: 'custom_fields_@{ticket_fields.area}', operator: is, value: area_legal }"),
    /area_legal/,
  ],
  [
    'unreachable-rule',
    'two statuses at once',
    when(`${OPEN}, { field: status, operator: is, value: new }`),
    /status/,
  ],
  [
    'unreachable-rule',
    'a status between neighbours',
    when(
      '{ field: status, operator: greater_than, value: open }, { field: status, operator: less_than, value: pending }',
    ),
    /status/,
  ],
  [
    'unreachable-rule',
    'a tag there and not there',
    when(`${PORTAL}, { field: current_tags, operator: not_includes, value: vtex_portal other }`),
    /vtex_portal/,
  ],
  [
    'unreachable-rule',
    'a choice and none',
    when(
      "{ field: 'custom_fields_@{ticket_fields.area}', operator: is, value: area_financial }, { field: 'custom_fields_@{ticket_fields.area}', operator: not_present }",
    ),
    /empty and filled/,
  ],
  [
    'unreachable-rule',
    'two groups',
    when(
      '{ field: group_id, operator: is, value: 1 }, { field: group_id, operator: is, value: 2 }',
    ),
    /1 and 2/,
  ],
  [
    'unreachable-rule',
    'hours that do not meet',
    automation(
      '{ field: status, operator: is, value: solved }, { field: SOLVED, operator: greater_than, value: 48 }, { field: SOLVED, operator: less_than, value: 24 }',
      '{ field: status, value: closed }',
    ),
    /SOLVED/,
  ],
  ['action-field', "a macro's action", when(OPEN, '{ field: comment_value, value: Hi }'), /macro/],
  ['action-field', 'an unknown action', when(OPEN, '{ field: send_mail, value: Hi }'), /send_mail/],
  [
    'action-value',
    'a priority nobody has',
    when(OPEN, '{ field: priority, value: highest }'),
    /highest/,
  ],
  [
    'action-value',
    'a choice no field has',
    when(OPEN, "{ field: 'custom_fields_@{ticket_fields.area}', value: area_legal }"),
    /area_legal/,
  ],
  [
    'action-value',
    'a mail without a subject',
    when(OPEN, '{ field: notification_user, value: [assignee_id, Hello] }'),
    /list of 3/,
  ],
  [
    'action-value',
    'a mail to nobody known',
    when(OPEN, '{ field: notification_user, value: [everybody, A, B] }'),
    /reaches/,
  ],
  [
    'action-value',
    'a list for a status',
    when(OPEN, '{ field: status, value: [open] }'),
    /one value/,
  ],
  ['unknown-placeholder', 'a typo', when(OPEN, mail('{{ticket.requester.nmae}}')), /nmae/],
  [
    'unknown-placeholder',
    'a typo in a branch',
    when(OPEN, mail('{% if ticket.stattus == "open" %}x{% endif %}')),
    /stattus/,
  ],
  [
    'unknown-placeholder',
    'a typo behind a filter',
    when(OPEN, mail('{{ ticket.titel | upcase }}')),
    /titel/,
  ],
  [
    'webhook-body',
    'a body that is no JSON',
    when(PORTAL, call('{"id": {{ticket.id}}')),
    /not JSON/,
  ],
  [
    'webhook-free-text',
    "a person's words",
    when(PORTAL, call('{"title": "{{ticket.title}}"}')),
    /ticket\.title/,
  ],
  [
    'webhook-free-text',
    'a text field',
    when(PORTAL, call('{"a": "{{ticket.ticket_field_@{ticket_fields.vtex_account}}}"}')),
    /vtex_account/,
  ],
  [
    'trigger-loop',
    'tags handed to and fro',
    {
      '+triggers.yaml':
        trigger(
          'all: [{ field: current_tags, operator: includes, value: ping }]\nactions: [{ field: remove_tags, value: ping }, { field: current_tags, value: pong }]',
          'ping',
        ) +
        trigger(
          'all: [{ field: current_tags, operator: includes, value: pong }]\nactions: [{ field: remove_tags, value: pong }, { field: current_tags, value: ping }]',
          'pong',
        ),
    },
    /ping → pong → ping/,
  ],
  [
    'trigger-loop',
    'a status handed to and fro',
    {
      '+triggers.yaml':
        trigger(`all: [${OPEN}]\nactions: [{ field: status, value: pending }]`, 'one') +
        trigger(
          'all: [{ field: status, operator: is, value: pending }]\nactions: [{ field: status, value: open }]',
          'two',
        ),
    },
    /one → two → one/,
  ],
  [
    'trigger-loop-by-change',
    'a trigger that waits for its own change',
    when(`{ field: priority, operator: changed }, ${OPEN}`),
    /odd → odd/,
  ],
  [
    'matrix-gap',
    'an impact without a trigger',
    {
      'triggers.yaml': (FILES['triggers.yaml'] ?? '')
        .replace('  each: impact_levels\n', '')
        .replaceAll('@{each.key}', 'high')
        .replaceAll('@{each.priority}', 'high')
        .replace('@{each.label.en}', 'High'),
    },
    /urgent its priority/,
  ],
  [
    'matrix-gap',
    'another priority than the portal shows',
    {
      'triggers.yaml': (FILES['triggers.yaml'] ?? '').replace(
        "value: '@{each.priority}' }\n-",
        'value: low }\n-',
      ),
    },
    /Impact urgent means urgent in the portal, and low here/,
  ],
  [
    'mail-to-end-users',
    'a mail that may repeat what the person wrote',
    when(
      '{ field: comment_is_public, operator: is, value: true }',
      "{ field: notification_user, value: [requester_and_ccs, A, '{{ticket.latest_comment}}'] }",
    ),
    /user\.integration/,
  ],
  ['automation-time', 'no hours', automation(OPEN, '{ field: status, value: pending }'), /hours/],
  [
    'automation-time',
    'hours that are optional',
    automation(
      `${OPEN}, { field: OPEN, operator: is, value: 1 }`,
      '{ field: status, value: pending }',
      '[{ field: OPEN, operator: is, value: 1 }]',
    ),
    /all only/,
  ],
  [
    'automation-time',
    'half an hour',
    automation(
      `${OPEN}, { field: OPEN, operator: greater_than, value: 0.5 }`,
      '{ field: status, value: pending }',
    ),
    /whole hours/,
  ],
  [
    'automation-ticket-condition',
    'nothing about the ticket',
    automation('{ field: OPEN, operator: is, value: 1 }', '{ field: priority, value: low }'),
    /status, type/,
  ],
  [
    'automation-never-stops',
    'an action that ends nothing',
    automation(
      `${OPEN}, { field: OPEN, operator: greater_than, value: 1 }`,
      '{ field: priority, value: low }',
    ),
    /every hour/,
  ],
  [
    'automation-may-miss',
    'an exact hour',
    automation(
      `${OPEN}, { field: OPEN, operator: is, value: 1 }`,
      '{ field: priority, value: low }',
    ),
    /OPEN/,
  ],
  [
    'automation-unique',
    'the same twice',
    automation(
      '{ field: SOLVED, operator: greater_than, value: 24 }, { field: status, operator: is, value: solved }',
      '{ field: status, value: closed }',
    ),
    /close_solved/,
  ],
  ['view-ticket-condition', 'a view of everything', view(PORTAL), /status, type/],
  ['view-columns', 'no columns', view(OPEN, '{ columns: [] }'), /needs columns/],
  ['view-columns', 'a column twice', view(OPEN, '{ columns: [subject, subject] }'), /twice/],
  ['rule-size', 'a mail of 65 KB', when(OPEN, mail('x'.repeat(65_000))), /bytes/],
  [
    'rule-limit',
    '501 automations',
    {
      'automations.yaml': many(
        501,
        (n) =>
          `\n- { key: a${n}, title: A${n}, all: [{ field: status, operator: is, value: solved }, { field: SOLVED, operator: greater_than, value: ${n} }], actions: [{ field: status, value: closed }] }`,
      ),
    },
    /500/,
  ],
  [
    'plan-gated',
    'business hours',
    when('{ field: in_business_hours, operator: is, value: true }'),
    /Business hours/,
  ],
];

describe('the checks of the files, without asking Zendesk (ideals 9 and 20)', () => {
  test('find nothing wrong with a configuration that is right', () => {
    expect(checked(FILES).problems).toEqual([]);
    expect(checked(FILES).warnings.map(({ check }) => check)).toEqual(['plan-gated']);
  });

  test.each(BROKEN)('%s: %s', (check, _, changes, message) => {
    const level = CHECKS.find(({ name }) => name === check)?.level;
    const { problems, warnings } = checked(withFiles(changes));
    const found = (level === 'problem' ? problems : warnings).filter((one) => one.check === check);
    expect(found.map((one) => one.message)).toContainEqual(expect.stringMatching(message));
    for (const { place } of found) expect(place).toMatch(/^[a-z-]+\.yaml:\d+$/);
  });

  test('are each fed something bad above', () => {
    const fed = new Set(BROKEN.map(([check]) => check));
    expect(CHECKS.map(({ name }) => name).filter((name) => !fed.has(name))).toEqual([]);
  });

  test.each([
    [
      'a trigger of ours that ends its own condition',
      when(
        '{ field: current_tags, operator: not_includes, value: seen }',
        '{ field: current_tags, value: seen }',
      ),
    ],
    [
      'words that all stand in a text',
      when(
        '{ field: subject_includes_word, operator: includes, value: a }, { field: subject_includes_word, operator: includes, value: b }',
      ),
    ],
    [
      'one of two tags',
      when(
        '{ field: current_tags, operator: includes, value: a b }, { field: current_tags, operator: not_includes, value: a }',
      ),
    ],
    [
      'a mail that spares what our integration writes',
      when(
        "{ field: comment_is_public, operator: is, value: true }, { field: role, operator: is_not, value: '@{user.integration}' }",
        "{ field: notification_user, value: [requester_id, A, '{{ticket.latest_comment_html}}'] }",
      ),
    ],
    [
      'comments one by one',
      when(
        OPEN,
        mail(
          '{% for comment in ticket.public_comments %}{{comment.author.name}}: {{comment.value}}{% endfor %}',
        ),
      ),
    ],
    [
      'a choice in a webhook',
      when(
        PORTAL,
        call('{"a": "{{ticket.ticket_field_@{ticket_fields.area}}}", "n": {{ticket.id}}}'),
      ),
    ],
    [
      'a view of a multiselect',
      {
        ...field('type: multiselect\ncustom_field_options: [{ name: A, value: aa }]'),
        ...view(
          `${OPEN}, { field: 'custom_fields_@{ticket_fields.odd}', operator: includes, value: aa }`,
        ),
      },
    ],
    [
      'a sleeping trigger that would loop',
      {
        '+triggers.yaml':
          trigger(
            `active: false\nall: [${OPEN}]\nactions: [{ field: status, value: pending }]`,
            'one',
          ) +
          trigger(
            'all: [{ field: status, operator: is, value: pending }]\nactions: [{ field: status, value: open }]',
            'two',
          ),
      },
    ],
    [
      'an automation that ends by a tag',
      automation(
        `${OPEN}, { field: OPEN, operator: greater_than, value: 1 }, { field: current_tags, operator: not_includes, value: told }`,
        '{ field: current_tags, value: told }',
      ),
    ],
  ])('let pass %s', (_, changes) => {
    expect(checked(withFiles(changes)).problems).toEqual([]);
  });

  test('say nothing of a matrix where there is no impact field', () => {
    const entries = entriesOf({ 'groups.yaml': FILES['groups.yaml'] ?? '' });
    expect(preflight(entries, OFFER)).toEqual({ problems: [], warnings: [] });
  });
});
