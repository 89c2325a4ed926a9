import { toStamp } from '../../clock';
import { single, type ConditionField } from './condition-field';
import type { Occasion } from './occasion';
import type { Operator } from './operators';
import { compareNumbers } from './text-field';

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
 * Whole hours since, or until, something; the part of an hour does not count. Without a schedule,
 * and this account has none, business hours are calendar hours.
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
      const plain = operator.replace('_business_hours', '') as Operator;
      return (occasion) => {
        const at = read(occasion);
        if (!at) return false;
        const distance = sign * (occasion.now - Date.parse(at));
        return distance >= 0 && compareNumbers(plain, Math.floor(distance / HOUR_MS), hours);
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
