import type { DesiredEntry } from '../desired-entry';
import { textOf } from '../json-parts';

/**
 * Zendesk's conditions: which field takes which operators.
 * https://developer.zendesk.com/documentation/ticketing/reference-guides/conditions-reference/
 */
const CHANGES = [
  'changed',
  'value',
  'value_previous',
  'not_changed',
  'not_value',
  'not_value_previous',
];
const IS = ['is', 'is_not'];
const ORDERED = [...IS, 'less_than', 'greater_than'];
const COUNTED = ['less_than', 'greater_than', 'is'];
const WORDS = ['includes', 'not_includes', ...IS];
const PRESENT = ['present', 'not_present'];

const EVERYWHERE: Readonly<Record<string, readonly string[]>> = {
  status: ORDERED,
  priority: ORDERED,
  type: IS,
  brand_id: IS,
  ticket_form_id: IS,
  group_id: IS,
  assignee_id: IS,
  requester_id: IS,
  organization_id: IS,
  custom_status_id: ['includes', 'not_includes', ...IS],
  satisfaction_score: ORDERED,
  current_tags: ['includes', 'not_includes'],
  via_id: IS,
  schedule_id: IS,
  requester_role: IS,
  locale_id: IS,
  requester_time_zone: IS,
  ticket_is_public: ['is'],
  recipient: ['is'],
  ticket_due_date: ['is'],
  subject_includes_word: WORDS,
  reopens: COUNTED,
  replies: COUNTED,
  agent_stations: COUNTED,
  group_stations: COUNTED,
  number_of_incidents: [...COUNTED, 'less_than_equal', 'greater_than_equal'],
};
/** These are about an update, so only a trigger has them. */
const OF_AN_UPDATE: Readonly<Record<string, readonly string[]>> = {
  current_via_id: IS,
  role: IS,
  update_type: ['is'],
  comment_is_public: ['is'],
  comment_includes_word: WORDS,
  in_business_hours: ['is'],
  on_holiday: ['is'],
  within_schedule: ['is'],
  attachment: ['is'],
  cc: IS,
};
const CHANGING = [
  'status',
  'priority',
  'type',
  'brand_id',
  'ticket_form_id',
  'group_id',
  'assignee_id',
  'requester_id',
  'organization_id',
  'custom_status_id',
  'satisfaction_score',
];

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/automations/ */
export const TIME_FIELDS: readonly string[] = [
  'NEW',
  'OPEN',
  'PENDING',
  'HOLD',
  'SOLVED',
  'CLOSED',
  'assigned_at',
  'updated_at',
  'requester_updated_at',
  'assignee_updated_at',
  'due_date',
  'until_due_date',
  'sla_next_breach_at',
  'until_sla_next_breach_at',
];
const TIMES = ['is', 'less_than', 'greater_than'].flatMap((name) => [
  name,
  `${name}_business_hours`,
]);

const PEOPLES_FIELDS = [
  ...ORDERED,
  ...PRESENT,
  'includes_words',
  'not_includes_words',
  'includes_string',
  'not_includes_string',
  'less_than_equal',
  'greater_than_equal',
  'within_previous_n_days',
  'within_next_n_days',
];

/**
 * @param field the field of a condition
 * @param custom the ticket field of ours it stands for, if any
 * @returns the operators a rule of the kind may use with it, or undefined for a field it has not
 */
export function operatorsOf(
  kind: string,
  field: string,
  custom: DesiredEntry | undefined,
): readonly string[] | undefined {
  if (field.startsWith('custom_fields_')) return customOperators(custom);
  if (/^(requester|organization)\.custom_fields\./.test(field)) return PEOPLES_FIELDS;
  if (kind !== 'triggers' && TIME_FIELDS.includes(field)) return TIMES;
  if (kind !== 'triggers' && field === 'description_includes_word') return WORDS;
  const operators = EVERYWHERE[field];
  if (kind !== 'triggers') return operators;
  if (operators) return CHANGING.includes(field) ? [...operators, ...CHANGES] : operators;
  return OF_AN_UPDATE[field];
}

function customOperators(field: DesiredEntry | undefined): readonly string[] {
  const type = textOf(field?.attributes.type);
  if (type === 'multiselect') return ['includes', 'not_includes', ...PRESENT];
  if (type === 'regexp' || type === 'partialcreditcard') return PRESENT;
  if (type === 'date' || !field) return [...IS, ...PRESENT, 'within_previous_n_days'];
  return [...IS, ...PRESENT];
}

export const STATUSES: readonly string[] = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];
export const PRIORITIES: readonly string[] = ['low', 'normal', 'high', 'urgent'];
const TRUTH = ['true', 'false'];

/** Fields whose values are few and known; an empty value is none at all. */
export const VALUES: Readonly<Record<string, readonly string[]>> = {
  status: STATUSES,
  priority: PRIORITIES,
  type: ['question', 'incident', 'problem', 'task'],
  update_type: ['Create', 'Change'],
  ticket_is_public: ['public', 'private'],
  comment_is_public: ['true', 'false', 'not_relevant', 'requester_can_see_comment'],
  requester_role: ['0', '2', '4'],
  in_business_hours: TRUTH,
  on_holiday: TRUTH,
  ticket_due_date: TRUTH,
};

/**
 * Actions and how many values each takes; none for a single text.
 * https://developer.zendesk.com/documentation/ticketing/reference-guides/actions-reference/
 */
export const ACTIONS: Readonly<Record<string, number>> = {
  status: 0,
  priority: 0,
  type: 0,
  custom_status_id: 0,
  brand_id: 0,
  ticket_form_id: 0,
  default_ticket_form: 0,
  group_id: 0,
  locale_id: 0,
  set_schedule: 0,
  assignee_id: 0,
  follower: 0,
  cc: 0,
  set_tags: 0,
  current_tags: 0,
  remove_tags: 0,
  satisfaction_score: 0,
  notification_user: 3,
  notification_group: 3,
  notification_webhook: 2,
  notification_target: 2,
  notification_sms_user: 3,
  notification_sms_group: 3,
};
export const MACRO_ACTIONS: readonly string[] = [
  'comment_value',
  'comment_value_html',
  'comment_mode_is_public',
  'subject',
];
