import { z } from 'zod';
import { invalidField } from '../errors';
import type { Interval } from '../records';
import { ianaZone } from '../time-zones';
import { optionalText } from './read-params';

const WEEK_MINUTES = 7 * 24 * 60;
const intervals = z.array(z.object({ start_time: z.number().int(), end_time: z.number().int() }));

export const scheduleParams = z.object({ name: optionalText, time_zone: optionalText });
export const workweekParams = z.object({ intervals });
export const holidayParams = z.object({
  name: optionalText,
  start_date: optionalText,
  end_date: optionalText,
});

/** Throws 422 for a blank name. */
export function nameOf(name: string | null | undefined): string {
  if (!name?.trim()) throw invalidField('name', 'Name: cannot be blank', 'BlankValue');
  return name.trim();
}

/** Throws 422 for a zone that is not in the list. */
export function timeZoneOf(zone: string | null | undefined): string {
  if (!zone) throw invalidField('time_zone', 'Time zone: cannot be blank', 'BlankValue');
  if (!ianaZone(zone)) throw invalidField('time_zone', `Time zone: ${zone} is invalid`);
  return zone;
}

/** Throws 422 for what ends before it starts, leaves the week or overlaps. */
export function intervalsOf(given: z.infer<typeof intervals>): Interval[] {
  const sorted = given
    .map(({ start_time: start, end_time: end }) => ({ start, end }))
    .sort((one, other) => one.start - other.start);
  const isWrong = sorted.some(
    ({ start, end }, index) =>
      start >= end || end > WEEK_MINUTES || start < (sorted[index - 1]?.end ?? 0),
  );
  if (isWrong) throw invalidField('intervals', 'Intervals: is invalid');
  return sorted;
}

/** Throws 422 for what is no day, written `2026-12-25`. */
export function dateOf(field: string, date: string | null | undefined): string {
  const time = Date.parse(`${date}T00:00:00Z`);
  // A day that does not exist, as the 30th of February, becomes another.
  if (!date || Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) {
    throw invalidField(field, `${field}: is not a date`, 'InvalidFormat');
  }
  return date;
}
