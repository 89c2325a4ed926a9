import type { Schedule, Ticket } from '../../records';
import type { State } from '../../state';
import { holidayAt, isWithin } from './business-time';
import { factField } from './choice-field';
import type { Choice, ConditionField } from './condition-field';
import { EQUAL } from './operators';
import { YES_OR_NO } from './yes-or-no';

/**
 * @returns the schedule a rule gave the ticket, else the account's first one; undefined where there
 *   is none, and it is always business hours
 */
export function scheduleOf({ schedules }: State, ticket: Ticket): Schedule | undefined {
  const [usual] = schedules.values();
  return schedules.get(ticket.scheduleId ?? 0) ?? usual;
}

/** @returns whether the ticket's schedule is open */
export function inBusinessHours(state: State, ticket: Ticket, now: number): boolean {
  const schedule = scheduleOf(state, ticket);
  return !schedule || isWithin(schedule, now);
}

/** @returns the holiday it is in the ticket's schedule */
export function holidayOf(state: State, ticket: Ticket, now: number) {
  const schedule = scheduleOf(state, ticket);
  return schedule && holidayAt(schedule, now);
}

/** @returns the question which schedule the ticket has */
export function scheduleField(state: State): ConditionField {
  return factField(
    {
      subject: 'schedule_id',
      title: 'Schedule',
      operators: EQUAL,
      values: scheduleChoices(state),
    },
    (value, { state, ticket }) => String(scheduleOf(state, ticket)?.id) === value,
  );
}

/** @returns what triggers can ask of the moment of an update */
export function momentFields(state: State): ConditionField[] {
  return [
    factField(
      { subject: 'in_business_hours', title: 'Within business hours?', values: YES_OR_NO },
      (value, { state, ticket, now }) => inBusinessHours(state, ticket, now) === (value === 'true'),
    ),
    factField(
      { subject: 'on_holiday', title: 'On a holiday?', values: YES_OR_NO },
      (value, { state, ticket, now }) =>
        (holidayOf(state, ticket, now) !== undefined) === (value === 'true'),
    ),
    factField(
      { subject: 'within_schedule', title: 'Within schedule', values: scheduleChoices(state) },
      (value, { state, now }) => {
        const schedule = state.schedules.get(Number(value));
        return schedule !== undefined && isWithin(schedule, now);
      },
    ),
  ];
}

/** @returns the account's schedules as values */
export function scheduleChoices({ schedules }: State): Choice[] {
  return [...schedules.values()].map(({ id, name }) => ({ value: String(id), title: name }));
}

const NEED_A_SCHEDULE = ['schedule_id', 'on_holiday', 'within_schedule', 'set_schedule'];

/** @returns whether the account has what a condition or an action is about */
export function isOffered({ schedules }: State, { subject }: { subject: string }): boolean {
  return schedules.size > 0 || !NEED_A_SCHEDULE.includes(subject);
}
