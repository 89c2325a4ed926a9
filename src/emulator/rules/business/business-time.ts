import type { Schedule } from '../../records';
import { ianaZone } from '../../time-zones';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAY_MINUTES = 24 * 60;

type Hours = Pick<Schedule, 'timeZone' | 'intervals' | 'holidays'>;

/** @returns whether the moment is in one of the schedule's intervals, and on none of its holidays */
export function isWithin(schedule: Hours, now: number): boolean {
  if (holidayAt(schedule, now)) return false;
  const local = localTime(schedule.timeZone, now);
  const minute =
    new Date(local).getUTCDay() * DAY_MINUTES + Math.floor((local % DAY_MS) / MINUTE_MS);
  return schedule.intervals.some(({ start, end }) => start <= minute && minute < end);
}

/** @returns the holiday the moment falls on, where the schedule is */
export function holidayAt(schedule: Hours, now: number): Schedule['holidays'][number] | undefined {
  return holidayOn(schedule, localTime(schedule.timeZone, now));
}

/** @returns the whole hours of business from one moment to a later one; the part of an hour does not count */
export function businessHours(schedule: Hours, from: number, to: number): number {
  const zone = schedule.timeZone;
  const first = startOfDay(localTime(zone, from));
  const last = startOfDay(localTime(zone, to));
  let total = 0;
  for (let day = first; day <= last; day += DAY_MS) {
    if (holidayOn(schedule, day)) continue;
    for (const [start, end] of openingsOn(schedule, day)) {
      const opened = Math.max(from, instantOf(zone, start));
      const closed = Math.min(to, instantOf(zone, end));
      total += Math.max(0, closed - opened);
    }
  }
  return Math.floor(total / HOUR_MS);
}

/** Intervals may go over midnight, and a holiday ends at midnight: each day has its own part. */
function openingsOn({ intervals }: Hours, day: number): [number, number][] {
  const dawn = new Date(day).getUTCDay() * DAY_MINUTES;
  return intervals
    .map(({ start, end }): [number, number] => [
      Math.max(start - dawn, 0),
      Math.min(end - dawn, DAY_MINUTES),
    ])
    .filter(([start, end]) => start < end)
    .map(([start, end]) => [day + start * MINUTE_MS, day + end * MINUTE_MS]);
}

function holidayOn({ holidays }: Hours, local: number) {
  const date = new Date(local).toISOString().slice(0, 10);
  return holidays.find(({ startDate, endDate }) => startDate <= date && date <= endDate);
}

function startOfDay(local: number): number {
  return Math.floor(local / DAY_MS) * DAY_MS;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** @returns what the clocks of the zone show, as if they were those of UTC */
function localTime(zone: string, instant: number): number {
  const format = formats.get(zone) ?? formatFor(zone);
  const shown = new Map(format.formatToParts(instant).map(({ type, value }) => [type, +value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? 0;
  return Date.UTC(
    ...([part('year'), part('month') - 1, part('day')] as const),
    ...([part('hour'), part('minute'), part('second')] as const),
  );
}

/** Asked twice, since the first guess may lie on the other side of a change of the clocks. */
function instantOf(zone: string, local: number): number {
  const guess = local - (localTime(zone, local) - local);
  return local - (localTime(zone, guess) - guess);
}

function formatFor(zone: string): Intl.DateTimeFormat {
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: ianaZone(zone) ?? 'Etc/UTC', hourCycle: 'h23' },
    ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  formats.set(zone, format);
  return format;
}
