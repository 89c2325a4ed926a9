import type { Holiday, Interval, Schedule } from '../records';

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/schedules/#json-format */
export function presentSchedule(schedule: Schedule) {
  return {
    id: schedule.id,
    name: schedule.name,
    time_zone: schedule.timeZone,
    intervals: presentIntervals(schedule.intervals),
    created_at: schedule.createdAt,
    updated_at: schedule.updatedAt,
  };
}

/** @returns minutes from Sunday, 00:00 */
export function presentIntervals(intervals: readonly Interval[]) {
  return intervals.map(({ start, end }) => ({ start_time: start, end_time: end }));
}

/** @returns its first and its last day */
export function presentHoliday({ id, name, startDate, endDate }: Holiday) {
  return { id, name, start_date: startDate, end_date: endDate };
}
