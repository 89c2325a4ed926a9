import { setTimeout as sleep } from 'node:timers/promises';
import { aMinutePasses } from '../support/a-minute-passes';
import { numberOf, sendRequest } from '../support/a-request';
import { eventually } from '../support/eventually';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Visitor } from '../support/visitor';

let portal: RunningPortal;
let second: RunningPortal;
let owner: Visitor;
const numbers: number[] = [];

beforeAll(async () => {
  portal = await startPortal({ zendesk: { pollSeconds: 60 } });
  second = await startPortal({ beside: portal, zendesk: { pollSeconds: 60 } });
  owner = await portal.signIn('owner@lojaazul.example');
  for (const subject of ['One', 'Two', 'Three', 'Four']) {
    const { path } = await sendRequest(owner, { account: 'lojaazul', subject });
    numbers.push(await numberOf(owner, path));
  }
}, 60_000);
afterAll(async () => {
  await second.stop();
  await portal.stop();
});
afterEach(async () => {
  await portal.zendesk.faults([]);
});

test('two portals on one database stay together below what Zendesk allows', async () => {
  await sleep(1_000);
  await portal.zendesk.limits({ enabled: true, endpoints: { 'tickets-update': 8 } });
  await portal.zendesk.forgetCalls();
  for (let turn = 0; turn < 3; turn += 1) {
    for (const number of numbers) await reply(number, `Turn ${turn}.`);
  }
  await eventually(async () => expect(await changes()).toBeGreaterThanOrEqual(8), 20_000);
  await sleep(1_500);
  expect(await changes()).toBe(8);
  expect(await portal.zendesk.answers()).not.toHaveProperty('429');
  const list = await owner.open('/tickets');
  expect(list.status).toBe(200);
  expect(list.text).toContain('Being sent');

  await portal.zendesk.limits({ enabled: false, endpoints: { 'tickets-update': 1_000_000 } });
  // The change of limits has begun a new minute at Zendesk; ours is over too.
  await aMinutePasses(portal);
  await eventually(async () => {
    expect((await owner.open('/tickets')).text).not.toContain('Being sent');
  }, 20_000);
  expect(await portal.zendesk.answers()).not.toHaveProperty('429');
  for (const number of numbers) {
    const bodies = (await portal.agent.comments(number)).slice(1).map(({ body }) => body);
    expect(bodies).toEqual(['Turn 0.', 'Turn 1.', 'Turn 2.']);
  }
}, 90_000);

test('while Zendesk is away only single calls go out, pages stay, and then everything arrives once', async () => {
  await portal.zendesk.faults([{ match: '* /**', status: 503 }]);
  const subjects = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `Away ${letter}`);
  for (const subject of subjects) await sendRequest(owner, { account: 'lojaazul', subject });
  await eventually(async () => expect(await callsMade()).toBeGreaterThanOrEqual(8), 30_000);
  await sleep(500);
  await portal.zendesk.forgetCalls();
  const startedAt = Date.now();
  while (Date.now() - startedAt < 12_000) {
    const page = await owner.open(`/tickets/${numbers[0]}`);
    expect(page.status).toBe(200);
    await sleep(200);
  }
  // Probes come 5, then 10 s apart; each portal's token may be asked for anew.
  expect(await callsMade()).toBeLessThanOrEqual(4);

  await portal.zendesk.faults([]);
  await eventually(async () => {
    expect((await owner.open('/tickets')).text).not.toContain('Being sent');
  }, 40_000);
  const arrived = (await portal.agent.tickets())
    .map(({ subject }) => subject)
    .filter((subject) => subject.startsWith('Away'));
  expect(arrived.sort()).toEqual(subjects);
}, 120_000);

async function reply(number: number, text: string): Promise<void> {
  const form = (await owner.open(`/tickets/${number}`)).form('Send');
  await form.fill('Your reply', text).submit();
}

async function changes(): Promise<number> {
  const calls = await portal.zendesk.calls();
  return calls
    .filter(({ method, path }) => method === 'PUT' && path.includes('/tickets/'))
    .reduce((sum, { count }) => sum + count, 0);
}

async function callsMade(): Promise<number> {
  const calls = await portal.zendesk.calls();
  return calls.reduce((sum, { count }) => sum + count, 0);
}
