import { PRIORITIES, STATUSES, TYPES } from '../../records';
import type { State } from '../../state';
import { settlePlainFields, settleTagsAndCustomFields } from '../ticket-fields';
import { settleAssignment } from '../ticket-people';
import type { TicketParams } from '../../params/ticket-params';
import type { ActionField, Doing } from './action-field';
import type { Choice } from './condition-field';
import {
  CURRENT_USER,
  LOCALE_CHOICES,
  REQUESTER,
  SOMEBODY,
  named,
  staffChoices,
  words,
} from './condition-table';
import { personFieldConditions, ticketFieldConditions } from './custom-field-conditions';
import { connectable } from './connected-webhooks';
import { isOffered, scheduleChoices } from './ticket-schedule';

const DEFAULT_FORM = { value: 'default_ticket_form', title: '(default form)' };
const OFFERED = { value: 'offered', title: 'Offer to requester' };

/**
 * The one table of actions: what a rule can do in this account.
 * https://developer.zendesk.com/documentation/ticketing/reference-guides/actions-reference/
 */
export function actionFields(state: State, scope: 'trigger' | 'automation'): ActionField[] {
  const fields = [
    ...ticketActions(state).filter((field) => isOffered(state, field)),
    ...tagActions(),
    ...customFieldActions(state),
    ...personFieldActions(state),
    ...notifications(state),
  ];
  return scope === 'trigger' ? fields : fields.map(withoutCurrentUser);
}

/** Nobody is there when an automation runs. */
function withoutCurrentUser(field: ActionField): ActionField {
  const values = field.values?.filter(({ value }) => value !== CURRENT_USER.value);
  return { ...field, ...(values && { values }) };
}

const acting = new WeakMap<State, Map<string, ActionField>>();

/** @returns one line of the table, to act by; undefined for what is no longer in the account */
export function actingField(state: State, subject: string): ActionField | undefined {
  const bySubject = (field: ActionField) => field.subject === subject;
  if (subject.startsWith('custom_fields_')) return customFieldActions(state).find(bySubject);
  if (subject.includes('.')) return personFieldActions(state).find(bySubject);
  const known = acting.get(state) ?? new Map<string, ActionField>();
  if (!acting.has(state)) {
    const standard = [...ticketActions(state), ...tagActions(), ...notifications(state)];
    for (const field of standard) known.set(field.subject, field);
    acting.set(state, known);
  }
  return known.get(subject);
}

type Apply = NonNullable<ActionField['apply']>;

function list(
  subject: string,
  title: string,
  values: readonly Choice[],
  apply: Apply,
  more: Partial<ActionField> = {},
): ActionField {
  const usual = { group: 'ticket', type: 'list', nullable: false, repeatable: false } as const;
  return { ...usual, subject, title, values, apply, shape: 'value', ...more };
}

const plain =
  (toParams: (value: string | null) => TicketParams): Apply =>
  ({ occasion, draft }, value) =>
    settlePlainFields(occasion.state, draft, toParams(value));

function ticketActions(state: State): ActionField[] {
  const statuses = [...state.customStatuses.values()];
  const custom = statuses.map(({ id, agentLabel }) => ({ value: String(id), title: agentLabel }));
  const nullable = { nullable: true };
  return [
    list('status', 'Status', words(STATUSES.slice(1)), ({ wish }, value) => {
      wish.status = value;
    }),
    list('custom_status_id', 'Ticket status', custom, ({ wish }, value) => {
      wish.customStatusId = Number(value);
    }),
    list(
      'priority',
      'Priority',
      words(PRIORITIES),
      plain((priority) => ({ priority })),
      nullable,
    ),
    list(
      'type',
      'Type',
      words(TYPES),
      plain((type) => ({ type })),
      nullable,
    ),
    list(
      'brand_id',
      'Brand',
      named(state.brands),
      plain((id) => ({ brand_id: Number(id) })),
    ),
    list('ticket_form_id', 'Form', [DEFAULT_FORM, ...named(state.ticketForms)], setForm),
    list('group_id', 'Group', named(state.groups), setGroup, nullable),
    list(
      'assignee_id',
      'Assignee',
      [CURRENT_USER, REQUESTER, ...staffChoices(state)],
      setAssignee,
      nullable,
    ),
    ...['follower', 'cc'].map((subject) =>
      list(subject, 'Add follower', [CURRENT_USER, ...staffChoices(state)], addFollower, {
        repeatable: true,
      }),
    ),
    list('satisfaction_score', 'Satisfaction', [OFFERED], offerRating),
    list('set_schedule', 'Set schedule', scheduleChoices(state), setSchedule),
    list('locale_id', 'Language', LOCALE_CHOICES, setLanguage, { group: 'requester' }),
  ];
}

/** What somebody has said already stays. */
const offerRating: Apply = ({ draft }) => {
  draft.rating ??= { score: 'offered', comment: null };
};

const setSchedule: Apply = ({ occasion: { state }, draft }, value) => {
  if (state.schedules.has(Number(value))) draft.scheduleId = Number(value);
};

const setForm: Apply = ({ occasion: { state }, draft }, value) => {
  const usual = [...state.ticketForms.values()].find(({ isDefault }) => isDefault);
  const id = value === DEFAULT_FORM.value ? usual?.id : Number(value);
  settlePlainFields(state, draft, { ticket_form_id: id });
};

const setGroup: Apply = ({ occasion, draft }, value) => {
  settleAssignment(occasion.state, draft, { group_id: value === null ? null : Number(value) });
};

/** `current_user` is nobody when a rule of time acts, and no assignee when an end user does. */
const setAssignee: Apply = (doing, value) => {
  const id = personOf(doing, value);
  if (id !== undefined) {
    settleAssignment(doing.occasion.state, doing.draft, { assignee_id: id });
  }
};

const addFollower: Apply = (doing, value) => {
  const id = personOf(doing, value);
  const user = doing.occasion.state.users.get(id ?? 0);
  if (!user || user.role === 'end-user' || doing.draft.followerIds.includes(user.id)) return;
  doing.draft.followerIds = [...doing.draft.followerIds, user.id];
};

const setLanguage: Apply = ({ occasion: { state }, draft }, value) => {
  const requester = state.users.get(draft.requesterId);
  if (requester) state.users.set(requester.id, { ...requester, localeId: Number(value) });
};

/** @returns null for nobody, undefined where the word means nobody at the moment */
function personOf({ occasion }: Doing, value: string | null): number | null | undefined {
  if (value === null) return null;
  const mean = SOMEBODY[value];
  return mean ? (mean(occasion) ?? undefined) : Number(value);
}

function tagActions(): ActionField[] {
  const action = (
    subject: string,
    title: string,
    combine: (old: string[], given: string[]) => string[],
  ): ActionField => ({
    ...{ subject, title, group: 'ticket', type: 'tags', shape: 'value' },
    nullable: false,
    repeatable: false,
    apply: ({ occasion, draft }, value) => {
      const given = (value ?? '')
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean);
      settleTagsAndCustomFields(occasion.state, draft, { tags: combine(draft.tags, given) });
    },
  });
  return [
    action('set_tags', 'Set tags', (_old, given) => given),
    action('current_tags', 'Add tags', (old, given) => [...old, ...given]),
    action('remove_tags', 'Remove tags', (old, given) => old.filter((tag) => !given.includes(tag))),
  ];
}

function customFieldActions(state: State): ActionField[] {
  return ticketFieldConditions(state).map(({ subject, title, type, values, nullable }) => ({
    ...{ subject, title, group: 'ticket', shape: 'value', repeatable: false },
    ...{ type: type === 'tags' || type === 'autocomplete' ? 'text' : type, values, nullable },
    apply: ({ occasion, draft }, value) => {
      const id = Number(subject.slice('custom_fields_'.length));
      settleTagsAndCustomFields(occasion.state, draft, { custom_fields: [{ id, value }] });
    },
  }));
}

function personFieldActions(state: State): ActionField[] {
  return personFieldConditions(state).map(({ subject, title, type, values, nullable, group }) => ({
    ...{ subject, title, group, shape: 'value', repeatable: false },
    ...{ type: type === 'date' || type === 'list' ? type : 'text', values, nullable },
    apply: ({ occasion, draft }, value) => {
      const key = subject.slice(subject.indexOf('.custom_fields.') + '.custom_fields.'.length);
      setPersonField(occasion.state, draft, group, key, values ? value === 'true' : value);
    },
  }));
}

function setPersonField(
  { users, organizations }: State,
  { requesterId, organizationId }: Doing['draft'],
  group: string,
  key: string,
  value: unknown,
): void {
  const user = users.get(requesterId);
  const organization = organizations.get(organizationId ?? 0);
  const like = (old: unknown) => (typeof old === 'number' ? Number(value) : value);
  if (group === 'requester' && user) {
    const userFields = { ...user.userFields, [key]: like(user.userFields[key]) };
    users.set(user.id, { ...user, userFields });
  } else if (group === 'organization' && organization) {
    const old = organization.organizationFields;
    const organizationFields = { ...old, [key]: like(old[key]) };
    organizations.set(organization.id, { ...organization, organizationFields });
  }
}

function notifications(state: State): ActionField[] {
  const usual = { group: 'notification', type: 'list', nullable: false, repeatable: true } as const;
  return [
    {
      ...{ ...usual, subject: 'notification_user', title: 'Email user', shape: 'message' },
      values: [
        { value: 'requester_and_ccs', title: '(requester and CCs)' },
        REQUESTER,
        { value: 'assignee_id', title: '(assignee)' },
        CURRENT_USER,
        { value: 'all_agents', title: '(all agents)' },
        ...staffChoices(state),
      ],
    },
    {
      ...{ ...usual, subject: 'notification_group', title: 'Email group', shape: 'message' },
      values: [{ value: 'group_id', title: '(assigned group)' }, ...named(state.groups)],
    },
    {
      ...{ ...usual, subject: 'notification_webhook', title: 'Notify webhook', shape: 'call' },
      values: connectable(state).map(({ id, name }) => ({ value: id, title: name })),
    },
  ];
}
