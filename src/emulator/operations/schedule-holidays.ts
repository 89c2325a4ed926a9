import { created, idParam, noContent, ok, type Call, type Reply } from '../call';
import { invalidField, recordNotFound } from '../errors';
import { readParams } from '../params/read-params';
import { dateOf, holidayParams, nameOf } from '../params/schedule-params';
import { presentHoliday } from '../presenters/schedule';
import type { Holiday, Schedule } from '../records';
import { nextId } from '../state';
import type { World } from '../world';
import { foundSchedule, keepSchedule } from './schedules';

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/schedules/#list-all-holidays-for-a-schedule */
export function listHolidays(world: World, call: Call): Reply {
  return ok({ holidays: foundSchedule(world, call).holidays.map(presentHoliday) });
}

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/schedules/#show-a-holiday */
export function showHoliday(world: World, call: Call): Reply {
  return ok({ holiday: presentHoliday(found(foundSchedule(world, call), call)) });
}

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/schedules/#create-a-holiday */
export function createHoliday(world: World, call: Call): Reply {
  const schedule = foundSchedule(world, call);
  const holiday = { id: nextId(world.state), ...read(call, 'create') };
  keepSchedule(world, { ...schedule, holidays: [...schedule.holidays, holiday] });
  const list = `${call.origin}/api/v2/business_hours/schedules/${schedule.id}/holidays`;
  return created({ holiday: presentHoliday(holiday) }, `${list}/${holiday.id}.json`);
}

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/schedules/#update-a-holiday */
export function updateHoliday(world: World, call: Call): Reply {
  const schedule = foundSchedule(world, call);
  const old = found(schedule, call);
  const holiday = { id: old.id, ...read(call, 'update', old) };
  const holidays = schedule.holidays.map((one) => (one === old ? holiday : one));
  keepSchedule(world, { ...schedule, holidays });
  return ok({ holiday: presentHoliday(holiday) });
}

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/schedules/#delete-a-holiday */
export function deleteHoliday(world: World, call: Call): Reply {
  const schedule = foundSchedule(world, call);
  const old = found(schedule, call);
  const holidays = schedule.holidays.filter((one) => one !== old);
  keepSchedule(world, { ...schedule, holidays });
  return noContent();
}

function read(call: Call, action: string, old?: Holiday): Omit<Holiday, 'id'> {
  const { values } = readParams(call.body, 'holiday', holidayParams, `holidays#${action}`);
  const name = nameOf(values.name ?? old?.name);
  const startDate = dateOf('start_date', values.start_date ?? old?.startDate);
  const endDate = dateOf('end_date', values.end_date ?? old?.endDate);
  if (endDate < startDate) throw invalidField('end_date', 'End date: is before the start date');
  return { name, startDate, endDate };
}

function found({ holidays }: Schedule, call: Call): Holiday {
  const id = idParam(call, 'holidayId');
  const holiday = holidays.find((one) => one.id === id);
  if (!holiday) throw recordNotFound();
  return holiday;
}
