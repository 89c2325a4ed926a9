import { LOCALES } from '../../locales';
import type { Role } from '../../records';
import { factField } from './choice-field';
import type { ConditionField } from './condition-field';
import type { Occasion } from './occasion';
import { EQUAL } from './operators';
import { countField } from './text-field';
import { VIA_CHOICES, viaId } from './via-ids';
import { YES_OR_NO } from './yes-or-no';

/** What can be asked of the ticket itself besides its fields. */
export function ticketFacts(): ConditionField[] {
  return [
    factField(
      { subject: 'via_id', title: 'Channel', operators: EQUAL, values: VIA_CHOICES },
      (value, occasion) => viaId(occasion) === value,
    ),
    factField(
      {
        subject: 'ticket_is_public',
        title: 'Privacy',
        values: [
          { value: 'public', title: 'Ticket has public comments' },
          { value: 'private', title: 'Ticket has no public comments' },
        ],
      },
      (value, { ticket, update }) =>
        (ticket.isPublic || update?.comment?.public === true) === (value === 'public'),
    ),
    factField(
      { subject: 'recipient', title: 'Received at' },
      (value, { ticket }) => (ticket.recipient ?? '').toLowerCase() === value?.toLowerCase(),
    ),
    factField(
      { subject: 'ticket_due_date', title: 'Due date', values: YES_OR_NO },
      (value, { ticket }) => (ticket.dueAt !== null) === (value === 'true'),
    ),
    factField(
      { subject: 'attachment', title: 'Attachment', values: YES_OR_NO },
      (value, occasion) => hasFile(occasion) === (value === 'true'),
    ),
    factField(
      { subject: 'cc', title: 'CC', values: YES_OR_NO },
      (value, { ticket }) => ticket.emailCcIds.length > 0 === (value === 'true'),
    ),
    countField({ subject: 'reopens', title: 'Reopens' }, ({ metrics }) => metrics.reopens),
    countField({ subject: 'replies', title: 'Agent replies' }, ({ metrics }) => metrics.replies),
    countField(
      { subject: 'agent_stations', title: 'Assignee stations' },
      ({ metrics }) => metrics.assigneeIds.length,
    ),
    countField(
      { subject: 'group_stations', title: 'Group stations' },
      ({ metrics }) => metrics.groupIds.length,
    ),
    countField({ subject: 'number_of_incidents', title: 'Number of incidents' }, incidentsOf, true),
  ];
}

/** In an update its comment is asked, else every comment there is. */
function hasFile({ state, ticket, update }: Occasion): boolean {
  const comments = update ? [update.comment] : (state.comments.get(ticket.id) ?? []);
  return comments.some((comment) => (comment?.attachmentIds.length ?? 0) > 0);
}

function incidentsOf({ state, ticket }: Occasion): number {
  if (ticket.type !== 'problem') return 0;
  return [...state.tickets.values()].filter(({ problemId }) => problemId === ticket.id).length;
}

const ROLE_NUMBERS: Record<string, Role> = { '0': 'end-user', '4': 'agent', '2': 'admin' };

/** What can be asked of the person the ticket is for. */
export function requesterFields(): ConditionField[] {
  return [
    factField(
      {
        subject: 'requester_role',
        title: 'Role',
        group: 'requester',
        operators: EQUAL,
        values: [
          { value: '0', title: 'End user' },
          { value: '4', title: 'Agent' },
          { value: '2', title: 'Administrator' },
        ],
      },
      (value, occasion) => requesterOf(occasion)?.role === ROLE_NUMBERS[value ?? ''],
    ),
    factField(
      {
        subject: 'locale_id',
        title: 'Language',
        group: 'requester',
        operators: EQUAL,
        values: LOCALES.map(({ id, name }) => ({ value: String(id), title: name })),
      },
      (value, occasion) => String(requesterOf(occasion)?.localeId) === value,
    ),
    factField(
      { subject: 'requester_time_zone', title: 'Time zone', group: 'requester', operators: EQUAL },
      (value, occasion) => requesterOf(occasion)?.timeZone === value,
    ),
  ];
}

function requesterOf({ state, ticket }: Occasion) {
  return state.users.get(ticket.requesterId);
}
