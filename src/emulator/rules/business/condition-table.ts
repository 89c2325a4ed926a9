import { LOCALES } from '../../locales';
import { PRIORITIES, STATUSES, TYPES, type Ticket, type User } from '../../records';
import type { State } from '../../state';
import { choiceField } from './choice-field';
import type { Choice, ConditionField, Scope } from './condition-field';
import { personFieldConditions, ticketFieldConditions } from './custom-field-conditions';
import { ELAPSED_FIELDS, VIEW_ELAPSED_FIELDS } from './elapsed-field';
import type { Occasion } from './occasion';
import { customStatusField } from './custom-status-field';
import { satisfactionField } from './satisfaction-field';
import { requesterFields, ticketFacts } from './ticket-facts';
import { isOffered, scheduleField } from './ticket-schedule';
import { tagsField, wordsField } from './text-field';
import { updateFields } from './update-fields';

/**
 * The one table of conditions: what may be asked of a ticket in this account. The definitions are
 * made from it, rules are checked against it and judged by it.
 * https://developer.zendesk.com/documentation/ticketing/reference-guides/conditions-reference/
 */
export function conditionFields(state: State, scope: Scope): ConditionField[] {
  return [
    ...standardFields(state, scope).filter((field) => isOffered(state, field)),
    ...ticketFieldConditions(state),
    ...personFieldConditions(state),
  ];
}

const judging = new WeakMap<State, Map<string, ConditionField>>();

/**
 * @returns one line of the table, to judge by: what a list offered when it was first asked for may be
 *   out of date. Undefined for what is not, or no longer, in the account.
 */
export function judgingField(
  state: State,
  scope: Scope,
  subject: string,
): ConditionField | undefined {
  const bySubject = (field: ConditionField) => field.subject === subject;
  if (subject.startsWith('custom_fields_')) return ticketFieldConditions(state).find(bySubject);
  if (subject.includes('.')) return personFieldConditions(state).find(bySubject);
  const known = judging.get(state) ?? new Map<string, ConditionField>();
  judging.set(state, known);
  if (!known.has(`${scope} ${subject}`)) {
    for (const field of standardFields(state, scope)) known.set(`${scope} ${field.subject}`, field);
  }
  return known.get(`${scope} ${subject}`);
}

function standardFields(state: State, scope: Scope): ConditionField[] {
  const isTrigger = scope === 'trigger';
  const elapsed = scope === 'view' ? VIEW_ELAPSED_FIELDS : ELAPSED_FIELDS;
  return [
    ...ticketChoices(state, scope),
    customStatusField(state, isTrigger),
    satisfactionField(isTrigger),
    tagsField({ subject: 'current_tags', title: 'Tags' }),
    wordsField({ subject: 'subject_includes_word', title: 'Subject text' }, ({ ticket }) =>
      String(ticket.subject ?? ''),
    ),
    ...ticketFacts(),
    scheduleField(state),
    ...requesterFields(),
    ...(isTrigger
      ? updateFields(state)
      : [
          wordsField(
            { subject: 'description_includes_word', title: 'Description text' },
            ({ ticket }) => ticket.description,
          ),
          ...elapsed,
        ]),
  ];
}

/** Who is meant where a condition or an action does not name somebody. */
export const SOMEBODY: Record<string, (occasion: Occasion) => number | null | undefined> = {
  current_user: ({ viewer }) => viewer?.id,
  requester_id: ({ ticket }) => ticket.requesterId,
  assignee_id: ({ ticket }) => ticket.assigneeId,
};
export const CURRENT_USER = { value: 'current_user', title: '(current user)' };
export const REQUESTER = { value: 'requester_id', title: '(requester)' };
const ASSIGNEE = { value: 'assignee_id', title: '(assignee)' };

function person(value: string, occasion: Occasion): string | null {
  const mean = SOMEBODY[value];
  return mean ? text(mean(occasion)) : value;
}

function ticketChoices(state: State, scope: Scope): ConditionField[] {
  const withChanges = scope === 'trigger';
  const current = scope === 'automation' ? [] : [CURRENT_USER];
  const staff = staffChoices(state);
  const list = (
    subject: string,
    title: string,
    values: readonly Choice[],
    read: (ticket: Ticket) => string | null,
    more: { nullable?: boolean; order?: readonly string[] } = {},
  ) =>
    choiceField(
      { subject, title, type: 'list', nullable: false, values, read, ...more },
      withChanges,
    );
  const people = { type: 'autocomplete', resolve: person } as const;
  return [
    list('status', 'Status', words(STATUSES), ({ status }) => status, { order: STATUSES }),
    list('priority', 'Priority', words(PRIORITIES), ({ priority }) => priority, {
      nullable: true,
      order: PRIORITIES,
    }),
    list('type', 'Type', words(TYPES), ({ type }) => type, { nullable: true }),
    list('brand_id', 'Brand', named(state.brands), ({ brandId }) => text(brandId)),
    list('ticket_form_id', 'Form', named(state.ticketForms), ({ ticketFormId }) =>
      text(ticketFormId),
    ),
    list('group_id', 'Group', named(state.groups), ({ groupId }) => text(groupId), {
      nullable: true,
    }),
    choiceField(
      {
        ...{ subject: 'assignee_id', title: 'Assignee', type: 'list', nullable: true },
        values: [...current, REQUESTER, ...staff],
        resolve: person,
        read: ({ assigneeId }) => text(assigneeId),
      },
      withChanges,
    ),
    choiceField(
      {
        ...{ subject: 'requester_id', title: 'Requester', nullable: false, ...people },
        accepts: (value) =>
          current.some((choice) => choice.value === value) ||
          value === ASSIGNEE.value ||
          state.users.has(Number(value)),
        read: ({ requesterId }) => text(requesterId),
      },
      withChanges,
    ),
    choiceField(
      {
        ...{ subject: 'organization_id', title: 'Organization', type: 'autocomplete' },
        nullable: true,
        accepts: (value) => state.organizations.has(Number(value)),
        read: ({ organizationId }) => text(organizationId),
      },
      withChanges,
    ),
  ];
}

/** @returns agents and admins, as values */
export function staffChoices(state: State): Choice[] {
  return staffOf(state).map(({ id, name }) => ({ value: String(id), title: name }));
}

/** @returns everybody but end users who may still sign in */
export function staffOf(state: State): User[] {
  return [...state.users.values()].filter(
    ({ role, suspended }) => role !== 'end-user' && !suspended,
  );
}

export const LOCALE_CHOICES: readonly Choice[] = LOCALES.map(({ id, name }) => ({
  value: String(id),
  title: name,
}));

/** @returns words as values, titled in capitals */
export function words(list: readonly string[]): Choice[] {
  return list.map((value) => ({ value, title: value.charAt(0).toUpperCase() + value.slice(1) }));
}

/** @returns records with a name as values */
export function named(records: ReadonlyMap<number, { id: number; name: string }>): Choice[] {
  return [...records.values()].map(({ id, name }) => ({ value: String(id), title: name }));
}

function text(id: number | null | undefined): string | null {
  return id === null || id === undefined ? null : String(id);
}
