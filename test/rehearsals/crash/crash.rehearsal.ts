import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { STEPS, type Step } from '../../../src/steps';
import { eventually } from '../../support/eventually';
import { faultsIn, QUESTION, type Accepted } from './checker';
import { endOf, openHouse, persist, type House, type Trap } from './house';
import { randomOf } from './random';

/** The portal is killed at every step of a submission, and people go on pressing the button. */
const CROWD = 20;
const SEEDS = process.env.CRASH_SEED
  ? [Number(process.env.CRASH_SEED)]
  : Array.from({ length: 30 }, (_, index) => index + 1);

let house: House;
beforeAll(async () => {
  house = await openHouse(CROWD);
}, 120_000);
afterAll(() => house.close());

/**
 * Starts a portal with each trap in turn, and one without at the end, while the people act.
 * @returns what was accepted, and how many traps closed
 */
async function through(traps: readonly Trap[], people: () => Promise<Accepted[]>) {
  const acting = people();
  acting.catch(() => undefined); // awaited below
  let isOver = false;
  void acting.finally(() => (isOver = true)).catch(() => undefined);
  let kills = 0;
  for (const trap of traps) {
    const portal = await house.startPortal(trap);
    const isDead = portal.end.then(() => true);
    while (!isOver && !(await Promise.race([isDead, sleep(100, false)])));
    // The people may be done while deliveries still walk into the trap.
    const drained = async () => house.drained().then(() => false);
    if (!isOver || (await Promise.race([isDead, drained()]))) kills += 1;
    await endOf(portal);
    await house.endLeases();
  }
  const portal = await house.startPortal();
  const accepted = await acting;
  await house.drained();
  await endOf(portal);
  await house.faults([]);
  return { accepted, kills };
}

/** One person's request with its files, and replies in order; sent until it is answered. */
async function send(person: number, subject: string, files: Buffer[], replies: string[]) {
  const visitor = house.people[person]!;
  const page = await persist(() => visitor.open('/tickets/new'));
  const form = page.form('Send');
  const attached = files.map((bytes, index) => ({
    name: `file-${index}.bin`,
    type: 'application/octet-stream',
    bytes,
  }));
  form
    .fill('Subject', subject)
    .fill('Question or problem', QUESTION)
    .choose('Normal')
    .attach('Attachments', ...attached);
  const sent = await persist(() => answered(form.submit()));
  const [row] = await house.ask<{ reference: string }>(
    `select reference from tickets where subject = '${subject}'`,
  );
  const reference = row?.reference;
  if (!reference) throw new Error(`${subject} was answered with ${sent.status} and is not here.`);
  for (const reply of replies) {
    const ticket = await persist(() => answered(visitor.open(`/tickets/${reference}`)));
    const answer = ticket.form('Send').fill('Your reply', reply);
    await persist(() => answered(answer.submit()));
  }
  return { reference, subject, files, replies };
}

/** A page of trouble is no answer either. */
async function answered<Page extends { status: number; text: string }>(page: Promise<Page>) {
  const { status, text } = await page;
  if (status !== 200) throw new Error(`${status}: ${text.slice(0, 200)}`);
  return page;
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function isStopped(pid: number): Promise<boolean> {
  return / T /.test(await readFile(`/proc/${pid}/stat`, 'utf8'));
}

describe('a portal that is killed', () => {
  const steps = STEPS.filter((step) => !step.endsWith('solve') && step !== 'solved');

  test.each(steps)('at the step %s loses and doubles nothing', async (step: Step) => {
    const random = randomOf(STEPS.indexOf(step) + 1);
    const files = [random.bytes(40_000), random.bytes(700)];
    const { accepted, kills } = await through([{ step, nth: 1 }], async () => [
      await send(0, `Killed at ${step}`, files, ['Same words.', 'Same words.']),
    ]);
    expect(kills).toBe(1);
    expect(await faultsIn(house, accepted)).toEqual([]);
  });

  test.each(['before-solve', 'solved'] as const)('at the step %s solves once', async (step) => {
    const { accepted } = await through([], async () => [
      await send(1, `Killed at ${step}`, [], []),
    ]);
    const agent = await house.agent();
    const found = await agent.get<{ tickets: { id: number }[] }>(
      `/tickets?external_id=${accepted[0]!.reference}`,
    );
    const { id } = found.tickets[0]!;
    const visitor = house.people[1]!;
    await agent.answer(id, 'Is it gone?');
    await house.ask(`update tickets set status = 'pending', assigned = true where number = ${id}`);
    const { kills } = await through([{ step, nth: 1 }], async () => {
      const page = await persist(() => answered(visitor.open(`/tickets/${id}`)));
      const form = page.form('Mark as solved');
      await persist(() => answered(form.submit()));
      return [];
    });
    expect(kills).toBe(1);
    expect((await agent.ticket(id)).status).toBe('solved');
    expect(await agent.solutions(id)).toBe(1);
  });

  test('after Zendesk has processed a request, and started again when its key has ended, makes one ticket', async () => {
    const trap: Trap = { step: 'created', nth: 1 };
    const acting = send(2, 'The key has ended', [], []);
    const portal = await house.startPortal(trap);
    await portal.end;
    await house.passTime('PT2H05M');
    await house.endLeases();
    const again = await house.startPortal();
    const accepted = [await acting];
    await house.drained();
    await endOf(again);
    expect(await faultsIn(house, accepted)).toEqual([]);
  });

  test('or only held, and wakes up after another has taken over, writes nothing twice', async () => {
    const trap: Trap = { step: 'before-reply', nth: 1, signal: 'SIGSTOP' };
    const held = await house.startPortal(trap);
    const acting = send(3, 'Held before the reply', [], ['Once.']);
    await eventually(async () => expect(await isStopped(held.pid)).toBe(true));
    await house.endLeases();
    const other = await house.startPortal(undefined, await house.freePort());
    await house.drained();
    held.signal('SIGCONT');
    const accepted = [await acting];
    await sleep(2_000);
    await endOf(other);
    await endOf(held);
    expect(await faultsIn(house, accepted)).toEqual([]);
  });
});

describe('under twenty people, with failures of Zendesk in between', () => {
  test.each(SEEDS.map((seed) => [seed]))('seed %i loses and doubles nothing', async (seed) => {
    const random = randomOf(seed);
    const traps = [1, 2].map(() => ({ step: random.pick(STEPS), nth: random.whole(1, 12) }));
    const lost = { times: random.whole(1, 3), drop: 'after' };
    await house.faults([
      { match: 'POST /api/v2/tickets', ...lost },
      { match: 'PUT /api/v2/tickets/*', ...lost },
      { match: 'POST /api/v2/uploads', times: random.whole(1, 2), status: 503 },
    ]);
    const crowd = house.people.map((_, person) => ({
      files:
        person % 4 === 0 ? [random.bytes(random.whole(1, person === 0 ? 1_000_000 : 50_000))] : [],
      replies: person % 2 === 0 ? ['Same words.', 'Same words.'] : ['Once.'],
    }));
    const stamp = `${seed}.${Date.now()}`;
    const { accepted } = await through(traps, () =>
      Promise.all(
        crowd.map(({ files, replies }, person) =>
          send(person, `Seed ${stamp} person ${person}`, files, replies),
        ),
      ),
    );
    const account = await faultsIn(house, accepted);
    expect({ seed, traps, account }).toEqual({ seed, traps, account: [] });
    expect(accepted).toHaveLength(CROWD);
  });
});
