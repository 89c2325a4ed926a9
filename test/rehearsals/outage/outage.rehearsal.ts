import { eventually } from '../../support/eventually';
import { arrivals, arrivedIn, faultsIn, mostOvertaken } from './checker';
import { openHouse, type House } from './house';
import { paceOf } from './minutes';
import { createPerson, type Person } from './person';
import { BUSY, ownerOf, PEOPLE, planOfTheHour, SOLVED, TICKETS } from './plan';
import { MINUTE, startQuickClock } from './quick-clock';

/** Zendesk answers nothing but 503 for an hour, while people go on; then everything is passed on. */
const ALLOWED_PER_MINUTE = 100;
/** What the day before may take of the quick time, in its minutes. */
const DAY_BEFORE = 20;
const HOUR = 60;
const plan = planOfTheHour();

let house: House;
let people: Person[];
const wrongPages: string[] = [];
let alarms: string[];
let calls: Awaited<ReturnType<House['timeline']>>;

beforeAll(async () => {
  house = await openHouse(PEOPLE, startQuickClock(DAY_BEFORE + HOUR));
  people = house.people.map((visitor) =>
    createPerson(visitor, (sentence) => wrongPages.push(sentence)),
  );
  await everyday();
  await house.clock.until(house.clock.quickEnd - HOUR * MINUTE);
  await house.faults([{ match: '* /**', status: 503 }]);
  await theHour();
  alarms = house.alarms();
  await house.forgetCalls();
  await house.faults([]);
  await theDrain();
  calls = (await house.timeline()).sort((one, other) => one.at - other.at);
  await house.liftLimits();
}, 1_500_000);
afterAll(() => house.close());

/** The day before: requests are made and arrive, and an agent takes some of them. */
async function everyday(): Promise<void> {
  await everybody(async (person, index) => {
    for (let ticket = index; ticket < TICKETS; ticket += PEOPLE) await person.ask(ticket);
  });
  await eventually(async () => expect(await waiting()).toBe(0), 60_000);
  const agent = await house.agent();
  const { user } = await agent.get<{ user: { id: number } }>('/users/me');
  const numbers = await house.ask<{ number: string }>(
    `select number from tickets where substring(subject from '\\d+')::int < ${SOLVED}`,
  );
  for (const { number } of numbers) {
    await agent.update(Number(number), { assignee_id: user.id, status: 'pending' });
  }
  await eventually(async () => {
    const [row] = await house.ask<{ taken: string }>(
      `select count(*) as taken from tickets where assigned and status = 'pending'`,
    );
    expect(Number(row?.taken)).toBe(SOLVED);
  }, 60_000);
  await everybody(async (person, index) => {
    for (let ticket = index; ticket < TICKETS; ticket += PEOPLE) await person.open(ticket);
  });
}

/** The acts are spread evenly over it; every request and the list are looked at on the way. */
async function theHour(): Promise<void> {
  const { clock } = house;
  const begins = clock.now();
  const due = plan.map((act, index) => ({
    act,
    at: begins + (index * HOUR * MINUTE) / plan.length,
    by: act.kind === 'create' ? ownerOf(index) : ownerOf(act.ticket),
  }));
  await everybody(async (person, index) => {
    const mine = due.filter(({ by }) => by === index);
    for (const [turn, { act, at }] of mine.entries()) {
      await clock.until(at);
      await person.act(act);
      if (turn % 5 > 0) continue;
      const list = await person.openList();
      const isKnown = clock.now() > begins + 5 * MINUTE;
      if (isKnown && !list.text.includes('cannot be reached')) {
        wrongPages.push(`The list does not say that support cannot be reached: ${list.text}`);
      }
    }
  });
  await clock.until(begins + HOUR * MINUTE);
}

/** People look at their requests until everything has arrived. */
async function theDrain(): Promise<void> {
  const { clock } = house;
  let isOver = false;
  const looking = everybody(async (person, index) => {
    for (let ticket = index; !isOver; ticket = (ticket + PEOPLE) % TICKETS) {
      await person.open(ticket);
      await person.openList();
      await clock.until(clock.now() + MINUTE);
    }
  });
  try {
    await eventually(async () => expect(await waiting()).toBe(0), 600_000);
  } finally {
    isOver = true;
    await looking;
  }
}

async function everybody(does: (person: Person, index: number) => Promise<void>): Promise<void> {
  await Promise.all(people.map(does));
}

async function waiting(): Promise<number> {
  const [row] = await house.ask<{ left: string }>(
    `select count(*) as left from outbox where state in ('waiting', 'needs_attention')`,
  );
  return Number(row?.left);
}

const changes = () =>
  calls.filter(({ method, path }) => method === 'PUT' && /^\/api\/v2\/tickets\/\d+$/.test(path));

describe('after an hour in which support could not be reached', () => {
  test('everything was accepted, and every page showed all of it throughout', () => {
    expect(plan).toHaveLength(2_000);
    expect(wrongPages).toEqual([]);
  });

  test('an operator was told that something waits for too long', () => {
    const told = alarms.filter((line) =>
      line.includes('something accepted has not been passed on'),
    );
    expect(told.length).toBeGreaterThan(0);
  });

  test('Zendesk is asked as often as it allows and never has to refuse', () => {
    const refused = calls.filter(({ status }) => status === 429);
    const made = changes().filter(({ status }) => status === 200);
    const { minutes, perMinute, share } = paceOf(
      made.map(({ at }) => at),
      ALLOWED_PER_MINUTE,
    );
    const all = ((made.at(-1)?.at ?? 0) - (made[0]?.at ?? 0)) / MINUTE;
    process.stdout.write(
      `outage: ${plan.length} intents drained in ${all.toFixed(1)} minutes, ` +
        `${perMinute.toFixed(1)} updates a minute over ${minutes.toFixed(1)} full ones ` +
        `(${(share * 100).toFixed(1)} % of what is allowed), ${refused.length} answers 429, ` +
        `${calls.length} calls in all\n`,
    );
    expect(refused).toEqual([]);
    expect(share).toBeGreaterThanOrEqual(0.95);
  });

  // The busy request apart, whose own limit keeps it back.
  test('everything has arrived once, in order within its request, and the oldest first', async () => {
    const arrived = await arrivedIn(house);
    expect(faultsIn(arrived, people)).toEqual([]);
    const rows = await house.ask<{ name: string }>(
      `select payload ->> case kind when 'create' then 'subject' else 'text' end as name
       from outbox where kind <> 'solve' order by id`,
    );
    const isBusy = (name: string) => name.startsWith(`Request ${BUSY},`);
    const byAge = rows.map(({ name }) => name).filter((name) => !isBusy(name));
    const byArrival = arrivals(arrived).filter((name) => !isBusy(name));
    const most = mostOvertaken(byAge, byArrival);
    process.stdout.write(`outage: nothing was overtaken by more than ${most} younger ones\n`);
    expect(byArrival).toHaveLength(byAge.length);
    expect(most).toBeLessThan(ALLOWED_PER_MINUTE);
  });

  test('the people see that support has all of it', async () => {
    await everybody(async (person, index) => {
      for (let ticket = index; ticket < TICKETS; ticket += PEOPLE) {
        const page = await person.open(ticket);
        expect(page.text).not.toContain('Being sent');
        expect(page.text).not.toContain('cannot be reached');
      }
    });
    expect(wrongPages).toEqual([]);
  });
});
