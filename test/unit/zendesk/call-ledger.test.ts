import { setTimeout as sleep } from 'node:timers/promises';
import { createCallLedger } from '../../../src/storage/call-ledger';
import { LEDGER_RULES, type CallLedger } from '../../../src/zendesk/call-ledger';
import { createMemoryLedger } from '../../../src/zendesk/memory-ledger';
import { migratedDatabase, type MigratedDatabase } from '../../support/migrated-database';

let database: MigratedDatabase;

beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

const aLedger: Record<string, () => CallLedger> = {
  'in memory': () => createMemoryLedger({ now: () => new Date(), random: () => 0 }),
  'in the database': () => createCallLedger(database.kysely, { ...LEDGER_RULES, random: () => 0 }),
};
let count = 0;
const aWindow = (changes: object = {}) => {
  count += 1;
  return { name: `window ${count}`, total: 3, seconds: 60, share: 1, ...changes };
};
const isBooked = async (ledger: CallLedger, windows: Parameters<CallLedger['book']>[0]) =>
  'booked' in (await ledger.book(windows));

describe.each(Object.keys(aLedger))('a ledger %s', (kind) => {
  let ledger: CallLedger;
  beforeEach(async () => {
    ledger = aLedger[kind]!();
    await ledger.answered([]);
  });

  test('lets as many calls through as the window has, and says how long the next one waits', async () => {
    const window = aWindow();
    const calls = await Promise.all([1, 2, 3, 4, 5].map(() => ledger.book([window])));
    expect(calls.filter((booking) => 'booked' in booking)).toHaveLength(3);
    const refused = calls.find((booking) => 'waitMs' in booking);
    expect(refused).toMatchObject({ why: 'limit' });
    expect((refused as { waitMs: number }).waitMs).toBeGreaterThan(55_000);
    expect((await ledger.peek([window])).waitMs).toBeGreaterThan(55_000);
  });

  test('books in all windows or in none', async () => {
    const [full, free] = [aWindow({ total: 1 }), aWindow({ total: 2 })];
    expect(await isBooked(ledger, [full, free])).toBe(true);
    expect(await isBooked(ledger, [full, free])).toBe(false);
    expect(await isBooked(ledger, [free])).toBe(true);
    expect(await isBooked(ledger, [free])).toBe(false);
  });

  test('keeps the rest of a window for callers with a larger share', async () => {
    const window = aWindow({ total: 10 });
    for (let call = 0; call < 5; call += 1) await ledger.book([{ ...window, share: 0.5 }]);
    expect(await isBooked(ledger, [{ ...window, share: 0.5 }])).toBe(false);
    expect(await isBooked(ledger, [window])).toBe(true);
  });

  test('begins anew when the window has ended', async () => {
    const window = aWindow({ total: 1, seconds: 0.2 });
    expect(await isBooked(ledger, [window])).toBe(true);
    expect(await isBooked(ledger, [window])).toBe(false);
    await sleep(250);
    expect(await isBooked(ledger, [window])).toBe(true);
  });

  test("believes what is told of others' calls, and never less than its own", async () => {
    const window = aWindow({ total: 10 });
    const booking = await ledger.book([window]);
    const run = 'booked' in booking ? booking.booked[0]!.run : 0;
    await ledger.book([window]);
    const told = { name: window.name, run, total: 5, seconds: 30 };
    await ledger.answered([{ ...told, remaining: 4 }]);
    expect(await isBooked(ledger, [window])).toBe(true);
    await ledger.answered([{ ...told, remaining: 0 }]);
    const refused = await ledger.book([window]);
    expect(refused).toMatchObject({ why: 'limit' });
    expect((refused as { waitMs: number }).waitMs).toBeGreaterThan(29_000);
    expect((refused as { waitMs: number }).waitMs).toBeLessThanOrEqual(31_000);
  });

  test('passes over news of a run that has ended', async () => {
    const window = aWindow({ seconds: 0.2 });
    const booking = await ledger.book([window]);
    const run = 'booked' in booking ? booking.booked[0]!.run : 0;
    await sleep(250);
    await ledger.book([window]);
    await ledger.answered([{ name: window.name, run, total: 3, remaining: 0, seconds: 60 }]);
    expect(await isBooked(ledger, [window])).toBe(true);
  });

  test('shuts a window for as long as it is told', async () => {
    const window = aWindow();
    const booking = await ledger.book([window]);
    const run = 'booked' in booking ? booking.booked[0]!.run : 0;
    await ledger.shut(window.name, 0.3);
    expect(await isBooked(ledger, [window])).toBe(false);
    await ledger.answered([{ name: window.name, run, total: 3, remaining: 2, seconds: 60 }]);
    await sleep(350);
    expect(await isBooked(ledger, [window])).toBe(true);
  });

  test('takes eight failures in a row for an outage, lets one probe through, and ends it with a success', async () => {
    const windows = [aWindow({ total: 100 })];
    for (let failure = 1; failure <= 7; failure += 1) {
      expect(await ledger.failed()).toEqual({ outage: false });
    }
    expect(await ledger.answered([])).toEqual({ recovered: false });
    for (let failure = 1; failure <= 7; failure += 1) await ledger.failed();
    expect(await isBooked(ledger, windows)).toBe(true);
    expect(await ledger.failed()).toEqual({ outage: true });
    expect(await ledger.book(windows)).toMatchObject({ why: 'outage' });
    expect(await ledger.peek(windows)).toMatchObject({ outage: true });
    await sleep(3_800);
    expect((await ledger.peek(windows)).waitMs).toBe(0);
    const probes = await Promise.all([1, 2, 3].map(() => isBooked(ledger, windows)));
    expect(probes.filter(Boolean)).toHaveLength(1);
    expect(await ledger.answered([])).toEqual({ recovered: true });
    expect(await isBooked(ledger, windows)).toBe(true);
  });
});
