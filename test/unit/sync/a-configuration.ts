import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Offer } from '../../../src/domain/offer';
import { readDesired } from '../../../src/sync/desired';
import type { DesiredEntry } from '../../../src/sync/desired-entry';
import { preflight } from '../../../src/sync/preflight/preflight';

const same = (text: string) => ({ en: text, pt: text, es: text });

export const OFFER: Offer = {
  kinds: [
    { key: 'financial', label: same('Financial') },
    { key: 'technical', label: same('Technical') },
  ],
  impactLevels: [
    { key: 'normal', priority: 'normal', label: same('Normal'), meaning: same('General.') },
    { key: 'high', priority: 'high', label: same('High'), meaning: same('In the way.') },
    { key: 'urgent', priority: 'urgent', label: same('Urgent'), meaning: same('Blocked.') },
  ],
};

export const SETTINGS = {
  webhook_endpoint: 'https://portal.example.com/webhooks/zendesk',
  close_after_hours: 24,
  reminder_active: false,
};

export type Files = Readonly<Record<string, string>>;

/** A small, whole configuration that breaks no rule. */
export const FILES: Files = {
  'groups.yaml': `
- key: finance
  name: Finance
  is_public: true
`,
  'dynamic-content.yaml': `
- key: impact_title
  name: Impact title
  default_locale: en-US
  variants: { en-US: Impact, pt-BR: Impacto, es: Impacto }
`,
  'ticket-fields.yaml': `
- key: vtex_account
  type: text
  title: VTEX account
- key: area
  type: tagger
  title: Area
  custom_field_options: '@{generated.area_options}'
- key: impact_level
  type: tagger
  title: '@{dynamic_content.impact_title}'
  custom_field_options: '@{generated.impact_options}'
`,
  'ticket-forms.yaml': `
- key: financial_support
  name: Financial support
  end_user_visible: true
  ticket_field_ids:
    - '@{system_fields.subject}'
    - '@{ticket_fields.vtex_account}'
    - '@{ticket_fields.area}'
    - '@{ticket_fields.impact_level}'
  agent_conditions:
    - parent_field_id: '@{ticket_fields.area}'
      value: area_financial
      child_fields: [{ id: '@{ticket_fields.impact_level}', is_required: true }]
`,
  'webhooks.yaml': `
- key: portal
  name: VTEX portal
  endpoint: '@{setting.webhook_endpoint}'
  http_method: POST
  request_format: json
  subscriptions: [conditional_ticket_events]
  authentication: { type: bearer_token, data: { token: '@{secret.WEBHOOK_TOKEN}' } }
`,
  'trigger-categories.yaml': `
- key: vtex_portal
  name: VTEX portal
`,
  'triggers.yaml': `
- key: priority_of_@{each.key}
  each: impact_levels
  title: 'VTEX portal: impact @{each.label.en}'
  category_id: '@{trigger_categories.vtex_portal}'
  all:
    - { field: 'custom_fields_@{ticket_fields.impact_level}', operator: is, value: 'impact_@{each.key}' }
    - { field: priority, operator: is_not, value: '@{each.priority}' }
  actions:
    - { field: priority, value: '@{each.priority}' }
- key: confirmation
  title: 'VTEX portal: confirmation'
  category_id: '@{trigger_categories.vtex_portal}'
  all:
    - { field: update_type, operator: is, value: Create }
    - { field: current_tags, operator: includes, value: vtex_portal }
  actions:
    - field: notification_user
      value: [requester_id, 'We have {{ticket.id}}', 'Account {{ticket.ticket_field_@{ticket_fields.vtex_account}}}']
- key: webhook
  title: 'VTEX portal: webhook'
  category_id: '@{trigger_categories.vtex_portal}'
  all:
    - { field: current_tags, operator: includes, value: vtex_portal }
  actions:
    - field: notification_webhook
      value: ['@{webhooks.portal}', '{"ticket_id": "{{ticket.id}}"}']
- key: standard_comment
  guard: true
  all:
    - { field: current_tags, operator: not_includes, value: vtex_portal }
`,
  'automations.yaml': `
- key: close_solved
  title: 'VTEX portal: close'
  all:
    - { field: status, operator: is, value: solved }
    - { field: SOLVED, operator: greater_than, value: '@{setting.close_after_hours}' }
  actions:
    - { field: status, value: closed }
`,
  'views.yaml': `
- key: urgent
  title: 'VTEX portal: urgent first'
  all:
    - { field: status, operator: less_than, value: solved }
  output: { columns: [subject, '@{ticket_fields.area}'], sort_by: priority, sort_order: desc }
  restriction: { type: Group, id: '@{groups.finance}' }
`,
};

/** @returns what the files want, and everything found wrong with them */
export function read(files: Files = FILES, settings = SETTINGS) {
  const folder = mkdtempSync(join(tmpdir(), 'desired-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return readDesired(folder, { offer: OFFER, settings });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @returns the entries of files that are right as files */
export function entriesOf(files: Files = FILES): DesiredEntry[] {
  const { entries, problems } = read(files);
  expect(problems).toEqual([]);
  return entries;
}

/** @returns the configuration with some files replaced or, with `+`, added to */
export function withFiles(changes: Files): Files {
  const added = Object.entries(changes).map(([name, text]) =>
    name.startsWith('+') ? [name.slice(1), (FILES[name.slice(1)] ?? '') + text] : [name, text],
  );
  return { ...FILES, ...(Object.fromEntries(added) as Files) };
}

/** @returns what the checks say of files */
export function checked(files: Files) {
  return preflight(entriesOf(files), OFFER);
}
