import { created, idParam, noContent, ok, type Call, type Reply } from '../call';
import { recordNotFound } from '../errors';
import { readParams } from '../params/read-params';
import {
  intervalsOf,
  nameOf,
  scheduleParams,
  timeZoneOf,
  workweekParams,
} from '../params/schedule-params';
import { presentIntervals, presentSchedule } from '../presenters/schedule';
import type { Interval, Schedule } from '../records';
import { nextId } from '../state';
import type { World } from '../world';

/** From Monday to Friday, from nine to five. */
const USUAL_WEEK: readonly Interval[] = [1, 2, 3, 4, 5].map((day) => ({
  start: (day * 24 + 9) * 60,
  end: (day * 24 + 17) * 60,
}));

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/schedules/#list-all-schedules */
export function listSchedules({ state }: World): Reply {
  return ok({ schedules: [...state.schedules.values()].map(presentSchedule) });
}

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/schedules/#show-a-schedule */
export function showSchedule(world: World, call: Call): Reply {
  return ok({ schedule: presentSchedule(foundSchedule(world, call)) });
}

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/schedules/#create-a-schedule */
export function createSchedule(world: World, call: Call): Reply {
  const { state, clock } = world;
  const { values } = readParams(call.body, 'schedule', scheduleParams, 'schedules#create');
  const schedule: Schedule = {
    ...{ name: nameOf(values.name), timeZone: timeZoneOf(values.time_zone) },
    ...{ id: nextId(state), intervals: [...USUAL_WEEK], holidays: [] },
    ...{ createdAt: clock.stamp(), updatedAt: clock.stamp() },
  };
  keepSchedule(world, schedule);
  const url = `${call.origin}/api/v2/business_hours/schedules/${schedule.id}.json`;
  return created({ schedule: presentSchedule(schedule) }, url);
}

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/schedules/#update-a-schedule */
export function updateSchedule(world: World, call: Call): Reply {
  const old = foundSchedule(world, call);
  const { values } = readParams(call.body, 'schedule', scheduleParams, 'schedules#update');
  const schedule = keepSchedule(world, {
    ...old,
    name: values.name === undefined ? old.name : nameOf(values.name),
    timeZone: values.time_zone === undefined ? old.timeZone : timeZoneOf(values.time_zone),
  });
  return ok({ schedule: presentSchedule(schedule) });
}

/** Its tickets have the account's first one then. https://developer.zendesk.com/api-reference/ticketing/ticket-management/schedules/#delete-a-schedule */
export function deleteSchedule(world: World, call: Call): Reply {
  world.state.schedules.delete(foundSchedule(world, call).id);
  world.changed();
  return noContent();
}

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/schedules/#update-intervals */
export function updateWorkweek(world: World, call: Call): Reply {
  const old = foundSchedule(world, call);
  const { values } = readParams(call.body, 'workweek', workweekParams, 'workweeks#update');
  const { intervals } = keepSchedule(world, { ...old, intervals: intervalsOf(values.intervals) });
  return ok({ workweek: { intervals: presentIntervals(intervals) } });
}

/** Throws 404. */
export function foundSchedule({ state }: World, call: Call): Schedule {
  const schedule = state.schedules.get(idParam(call));
  if (!schedule) throw recordNotFound();
  return schedule;
}

/** @returns the schedule as it is kept, changed now */
export function keepSchedule(world: World, schedule: Schedule): Schedule {
  const kept = { ...schedule, updatedAt: world.clock.stamp() };
  world.state.schedules.set(kept.id, kept);
  world.changed();
  return kept;
}
