import { startClient, type Client } from './client';
import { act, auditEvents, automation, CREATED, trigger, when, type Definitions } from './rules';

let zendesk: Client;
beforeEach(async () => {
  zendesk = await startClient();
});
afterEach(() => zendesk.stop());

const PATH = '/business_hours/schedules';

interface Shown {
  schedules: { id: number; name: string }[];
  schedule: { id: number; name: string; time_zone: string; intervals: object[] };
  workweek: { intervals: object[] };
  holidays: { id: number }[];
  holiday: { id: number; name: string; start_date: string; end_date: string };
  details: Record<string, { error: string }[]>;
}

async function call(method: string, path: string, body?: unknown) {
  const { status, text } = await zendesk.call(method, `${PATH}${path}`, body);
  return { status, body: (text ? JSON.parse(text) : {}) as Shown };
}

async function schedule(time_zone: string, intervals: [number, number][], name = time_zone) {
  const { body } = await call('POST', '', { schedule: { name, time_zone } });
  const week = intervals.map(([start_time, end_time]) => ({ start_time, end_time }));
  await call('PUT', `/${body.schedule.id}/workweek`, { workweek: { intervals: week } });
  return body.schedule.id;
}

/** Monday to Friday, from nine to five. */
const WEEK = [1, 2, 3, 4, 5].map((day): [number, number] => [day * 1440 + 540, day * 1440 + 1020]);

test('an admin makes a schedule, changes its week and deletes it', async () => {
  const { status, body } = await call('POST', '', {
    schedule: { name: 'Brazil', time_zone: 'Brasilia' },
  });
  expect(status).toBe(201);
  const { id, ...shown } = body.schedule;
  expect(shown).toMatchObject({ name: 'Brazil', time_zone: 'Brasilia' });
  expect(shown.intervals[0]).toEqual({ start_time: 1980, end_time: 2460 });
  const intervals = [{ start_time: 60, end_time: 120 }];
  const week = await call('PUT', `/${id}/workweek`, { workweek: { intervals } });
  expect(week.body).toEqual({ workweek: { intervals } });
  await call('PUT', `/${id}`, { schedule: { name: 'São Paulo' } });
  const now = await call('GET', `/${id}`);
  expect(now.body.schedule).toMatchObject({ name: 'São Paulo', time_zone: 'Brasilia', intervals });
  expect((await call('GET', '')).body.schedules.map(({ name }) => name)).toEqual(['São Paulo']);
  expect((await call('DELETE', `/${id}`)).status).toBe(204);
  expect((await call('GET', `/${id}`)).status).toBe(404);
});

test('an admin keeps the holidays of a schedule', async () => {
  const id = await schedule('UTC', WEEK);
  const dates = { start_date: '2026-12-25', end_date: '2026-12-26' };
  const made = await call('POST', `/${id}/holidays`, { holiday: { name: 'Christmas', ...dates } });
  expect(made.status).toBe(201);
  const { holiday } = made.body;
  expect(holiday).toEqual({ id: holiday.id, name: 'Christmas', ...dates });
  const path = `/${id}/holidays/${holiday.id}`;
  const longer = await call('PUT', path, { holiday: { end_date: '2026-12-27' } });
  expect(longer.body.holiday).toEqual({ ...holiday, end_date: '2026-12-27' });
  expect((await call('GET', `/${id}/holidays`)).body.holidays).toEqual([longer.body.holiday]);
  expect((await call('DELETE', path)).status).toBe(204);
  expect((await call('GET', path)).status).toBe(404);
});

test('what a schedule cannot be is refused under the name of its field', async () => {
  const id = await schedule('UTC', WEEK);
  const week = (...intervals: [number, number][]) => ({
    workweek: {
      intervals: intervals.map(([start_time, end_time]) => ({ start_time, end_time })),
    },
  });
  const day = (start_date: string, end_date: string) => ({
    holiday: { name: 'Day', start_date, end_date },
  });
  const tries: [string, string, string, object][] = [
    ['name', 'POST', '', { schedule: { name: ' ', time_zone: 'UTC' } }],
    ['time_zone', 'POST', '', { schedule: { name: 'Moon', time_zone: 'Moon' } }],
    ['time_zone', 'PUT', `/${id}`, { schedule: { time_zone: 'America/Sao_Paulo' } }],
    ['intervals', 'PUT', `/${id}/workweek`, week([120, 60])],
    ['intervals', 'PUT', `/${id}/workweek`, week([0, 10_081])],
    ['intervals', 'PUT', `/${id}/workweek`, week([0, 60], [59, 90])],
    ['start_date', 'POST', `/${id}/holidays`, day('2026-02-30', '2026-03-01')],
    ['end_date', 'POST', `/${id}/holidays`, day('2026-03-02', '2026-03-01')],
  ];
  for (const [field, method, path, content] of tries) {
    const { status, body } = await call(method, path, content);
    expect([field, status, Object.keys(body.details)]).toEqual([field, 422, [field]]);
  }
});

test('without a schedule it is always business hours, and rules cannot ask for one', async () => {
  const subjects = async () => {
    const { text } = await zendesk.call('GET', '/triggers/definitions');
    const { definitions } = JSON.parse(text) as { definitions: Definitions };
    const offers = [...definitions.conditions_all, ...definitions.actions];
    return offers.map(({ subject }) => subject).filter((name) => /schedule|holiday/.test(name));
  };
  expect(await subjects()).toEqual([]);
  expect(await saidOnCreation()).toEqual(['business true']);
  const id = await schedule('UTC', []);
  expect((await subjects()).sort()).toEqual(
    ['on_holiday', 'schedule_id', 'set_schedule', 'within_schedule'].sort(),
  );
  expect(await saidOnCreation()).toEqual(['business false']);
  await call('DELETE', `/${id}`);
  expect(await saidOnCreation()).toEqual(['business true']);
});

let asked = false;
beforeEach(() => {
  asked = false;
});

/** @returns what the triggers said of a new ticket */
async function saidOnCreation(): Promise<string[]> {
  const { body } = await zendesk.call('GET', '/users?role=agent');
  for (const value of asked ? [] : ['true', 'false']) {
    const words = [String(body.users[0].id), `business ${value}`, 'body'];
    const all = [CREATED, when('in_business_hours', 'is', value)];
    await trigger(zendesk, value, all, [act('notification_user', words)]);
  }
  asked = true;
  const { id } = await zendesk.ticket();
  const events = await auditEvents(zendesk, id);
  return events.flatMap(({ type, subject }) => (type === 'Notification' ? [subject ?? ''] : []));
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

async function now(): Promise<number> {
  const { text } = await zendesk.control('GET', '/clock');
  return Date.parse((JSON.parse(text) as { now: string }).now);
}

async function waitUntil(moment: number): Promise<void> {
  const seconds = Math.round((moment - (await now())) / 1000);
  await zendesk.control('POST', '/clock', { advance: `PT${seconds}S` });
}

/** @returns midnight of UTC on the first such day of the week (0 for Sunday) from a day on */
function next(weekday: number, from: number): number {
  const day = Math.ceil(from / DAY) * DAY;
  return day + ((weekday + 7 - new Date(day).getUTCDay()) % 7) * DAY;
}

async function countHours(): Promise<void> {
  for (let hours = 0; hours < 10; hours += 1) {
    const all = [when('NEW', 'is_business_hours', String(hours)), when('status', 'is', 'new')];
    await automation(zendesk, `${hours}`, all, [act('current_tags', `hours_${hours}`)]);
  }
}

/** @returns the most whole hours the automations found a ticket to be old */
async function ageAfter(from: number, to: number): Promise<number> {
  await waitUntil(from);
  const { id } = await zendesk.ticket();
  await waitUntil(to);
  const { body } = await zendesk.call('GET', `/tickets/${id}`);
  return Math.max(...body.ticket.tags.map((tag) => Number(tag.replace('hours_', ''))));
}

test('hours of business leave out nights, weekends and holidays', async () => {
  const id = await schedule('UTC', WEEK);
  await countHours();
  const friday = next(5, await now());
  const lateFriday = friday + 16.5 * HOUR;
  expect(await ageAfter(lateFriday, friday + 3 * DAY + 11.1 * HOUR)).toBe(2);
  const monday = new Date(friday + 10 * DAY).toISOString().slice(0, 10);
  const holiday = { name: 'Feast', start_date: monday, end_date: monday };
  await call('POST', `/${id}/holidays`, { holiday });
  expect(await ageAfter(lateFriday + 7 * DAY, friday + 10 * DAY + 23 * HOUR)).toBe(0);
});

test.each([
  ['spring', 'an hour less', 2, 8, 5],
  ['autumn', 'an hour more', 10, 1, 7],
])('the night in %s in which the clocks change has %s', async (_name, _so, month, from, hours) => {
  await schedule('Eastern Time (US & Canada)', [[0, 360]]);
  const year = new Date(await now()).getUTCFullYear() + 1;
  const sunday = next(0, Date.UTC(year, month, from));
  await waitUntil(sunday - 8 * HOUR);
  await countHours();
  expect(await ageAfter(sunday - 7 * HOUR, sunday + 12 * HOUR)).toBe(hours);
});

test('a rule of time gives a ticket another schedule, and its hours count from then on', async () => {
  await schedule('UTC', [], 'Never');
  const open = await schedule('UTC', [[0, 10_080]], 'Always');
  const all = [when('NEW', 'greater_than', '1'), when('status', 'is', 'new')];
  const other = when('schedule_id', 'is_not', String(open));
  await automation(zendesk, 'Move', [...all, other], [act('set_schedule', String(open))]);
  await countHours();
  const day = next(1, await now());
  expect(await ageAfter(day + 0.5 * HOUR, day + 1.6 * HOUR)).toBe(0);
  expect(await ageAfter(day + 2.5 * HOUR, day + 6.6 * HOUR)).toBe(3);
});
