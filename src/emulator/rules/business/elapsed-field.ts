import { toStamp } from '../../clock';
import { businessHours } from './business-time';
import { single, type ConditionField } from './condition-field';
import type { Occasion } from './occasion';
import type { Operator } from './operators';
import { compareNumbers } from './text-field';
import { scheduleOf } from './ticket-schedule';

const HOUR_MS = 3_600_000;
const OPERATORS: readonly Operator[] = [
  'is',
  'less_than',
  'greater_than',
  'is_business_hours',
  'less_than_business_hours',
  'greater_than_business_hours',
];

type Read = (occasion: Occasion) => string | null | undefined;

/**
 * Whole hours since, or until, something; the part of an hour does not count. Business hours
 * are those of the ticket's schedule; in an account without one they are calendar hours.
 * https://support.zendesk.com/hc/en-us/articles/4408832701850
 */
function elapsedField(
  subject: string,
  title: string,
  read: Read,
  sign: 1 | -1 = 1,
): ConditionField {
  return {
    subject,
    title: `Hours ${sign === 1 ? 'since' : 'until'} ${title}`,
    group: 'ticket',
    type: 'text',
    nullable: false,
    operators: OPERATORS,
    onlyAll: true,
    accepts: (value) => /^\d{1,5}$/.test(value),
    judge: (operator, value) => {
      const hours = Number(single(value));
      const isBusiness = operator.endsWith('_business_hours');
      const plain = operator.replace('_business_hours', '') as Operator;
      return (occasion) => {
        const at = read(occasion);
        if (!at) return false;
        const distance = sign * (occasion.now - Date.parse(at));
        if (distance < 0) return false;
        const schedule = isBusiness && scheduleOf(occasion.state, occasion.ticket);
        const [from = 0, to = 0] = [occasion.now, Date.parse(at)].sort((a, b) => a - b);
        const passed = schedule
          ? businessHours(schedule, from, to)
          : Math.floor(distance / HOUR_MS);
        return compareNumbers(plain, passed, hours);
      };
    },
  };
}

/** Since when it has this status; a ticket with another one is never meant. */
const since =
  (status: string): Read =>
  ({ ticket, metrics }) =>
    ticket.status === status ? metrics.statusAt : null;

const CLOSED = elapsedField('CLOSED', 'closed', since('closed'));

/** The fields of time of automations. */
export const ELAPSED_FIELDS: readonly ConditionField[] = [
  elapsedField('NEW', 'created', ({ ticket }) => ticket.createdAt),
  elapsedField('OPEN', 'opened', since('open')),
  elapsedField('PENDING', 'pending', since('pending')),
  elapsedField('HOLD', 'on-hold', since('hold')),
  elapsedField('SOLVED', 'solved', since('solved')),
  elapsedField('assigned_at', 'assigned', ({ metrics }) => metrics.assignedAt),
  elapsedField('updated_at', 'update', ({ ticket }) => ticket.updatedAt),
  elapsedField(
    'requester_updated_at',
    'requester update',
    ({ metrics }) => metrics.requesterUpdatedAt,
  ),
  elapsedField(
    'assignee_updated_at',
    'assignee update',
    ({ metrics }) => metrics.assigneeUpdatedAt,
  ),
  elapsedField('due_date', 'due date', ({ ticket }) => ticket.dueAt),
  elapsedField('until_due_date', 'due date', ({ ticket }) => ticket.dueAt, -1),
];

/** Views see closed tickets too; automations never do. */
export const VIEW_ELAPSED_FIELDS: readonly ConditionField[] = [...ELAPSED_FIELDS, CLOSED];

/** @returns whether the condition is one of time */
export function isElapsed(subject: string): boolean {
  return ELAPSED_FIELDS.some((field) => field.subject === subject);
}

/** @returns how many whole days lie between a date and now; negative for the past */
export function daysFromNow(now: number, date: string): number {
  const day = (milliseconds: number) => Date.parse(toStamp(milliseconds).slice(0, 10));
  return Math.round((day(Date.parse(date)) - day(now)) / (24 * HOUR_MS));
}
