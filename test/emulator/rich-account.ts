import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startClient, type Client } from './client';

type Pairs = [number, Record<string, unknown>][];

export const SECOND = { brand: 501, form: 502, group: 503 };
export const FIELDS = {
  text: 360000000101,
  tagger: 360000000103,
  multiselect: 511,
  checkbox: 512,
  date: 513,
  regexp: 514,
  integer: 515,
};

export const SCHEDULES = { usual: 'Always', shift: 'Shift', holiday: 'Holiday' };

/** One that never closes, one that closes within the hour, and one that is on holiday. */
async function addSchedules(zendesk: Client): Promise<void> {
  const path = '/business_hours/schedules';
  const add = async (name: string, intervals: object[]): Promise<string> => {
    const { text } = await zendesk.call('POST', path, { schedule: { name, time_zone: 'UTC' } });
    const { schedule } = JSON.parse(text) as { schedule: { id: number } };
    await zendesk.call('PUT', `${path}/${schedule.id}/workweek`, { workweek: { intervals } });
    return `${path}/${schedule.id}`;
  };
  const week = [{ start_time: 0, end_time: 10_080 }];
  await add(SCHEDULES.usual, week);
  const now = new Date();
  const minute = (now.getUTCDay() * 24 + now.getUTCHours()) * 60 + now.getUTCMinutes();
  const [start, end] = [(minute + 10_080 - 60) % 10_080, (minute + 60) % 10_080];
  await add(
    SCHEDULES.shift,
    start < end
      ? [{ start_time: start, end_time: end }]
      : [
          { start_time: start, end_time: 10_080 },
          ...(end > 0 ? [{ start_time: 0, end_time: end }] : []),
        ],
  );
  const closed = await add(SCHEDULES.holiday, week);
  const day = (offset: number) => new Date(Date.now() + offset).toISOString().slice(0, 10);
  const holiday = { name: 'Feast', start_date: day(-86_400_000), end_date: day(2 * 86_400_000) };
  await zendesk.call('POST', `${closed}/holidays`, { holiday });
}

/** Starts an account with two brands, forms and groups, schedules and a field of every type. */
export async function startRichAccount(): Promise<Client> {
  const dataDir = await mkdtemp(join(tmpdir(), 'emulator-rules-'));
  const first = await startClient({ dataDir });
  await first.call('PUT', '/account/settings', { settings: { tickets: {} } });
  await first.stop();
  const file = join(dataDir, 'state.json');
  const kept = JSON.parse(await readFile(file, 'utf8')) as {
    state: { maps: Record<'brands' | 'ticketForms' | 'groups' | 'ticketFields', Pairs> };
  };
  const { brands, ticketForms, groups, ticketFields } = kept.state.maps;
  const copy = (pairs: Pairs, id: number, change: object) => {
    const [[, original] = [0, {}]] = pairs;
    pairs.push([id, { ...original, id, ...change }]);
  };
  copy(brands, SECOND.brand, { name: 'Second' });
  copy(ticketForms, SECOND.form, { name: 'Second', isDefault: false });
  copy(groups, SECOND.group, { name: 'Second', isDefault: false, memberIds: [] });
  for (const type of ['multiselect', 'checkbox', 'date', 'regexp', 'integer'] as const) {
    const options =
      type === 'multiselect'
        ? [
            { id: 1, name: 'Red', value: 'red' },
            { id: 2, name: 'Blue', value: 'blue' },
          ]
        : [];
    copy(ticketFields, FIELDS[type], { type, title: type, removable: true, options });
  }
  await writeFile(file, JSON.stringify(kept));
  const client = await startClient({ dataDir });
  await addSchedules(client);
  return {
    ...client,
    stop: async () => {
      await client.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}
