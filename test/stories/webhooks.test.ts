import { randomUUID } from 'node:crypto';
import { numberOf, sendRequest } from '../support/a-request';
import { callWebhook, type WebhookCall } from '../support/a-webhook-call';
import { eventually } from '../support/eventually';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Visitor } from '../support/visitor';

/** The export holds back its last minute, so whatever shows sooner came through the webhook. */
const SOON_MS = 3_000;

describe('what support does shows at once', () => {
  let portal: RunningPortal;
  let owner: Visitor;
  beforeAll(async () => {
    portal = await startPortal();
    owner = await portal.signIn('owner@lojaazul.example');
  });
  afterAll(() => portal.stop());
  afterEach(() => portal.zendesk.faults([]));

  const send = async (subject: string) => {
    const shown = await sendRequest(owner, { account: 'lojaazul', subject });
    return numberOf(owner, shown.path);
  };
  const soon = (number: number, ...words: string[]) =>
    eventually(async () => {
      const page = await owner.open(`/tickets/${number}`);
      for (const each of words) expect(page.text).toContain(each);
      return page;
    }, SOON_MS);
  const call = (call: Omit<WebhookCall, 'secret'> & { secret?: string }) =>
    callWebhook(portal.origin, { secret: portal.webhookSecret, ...call });
  /** How often the ticket itself was read since the calls were forgotten. */
  const reads = async (number: number) => {
    const path = `/api/v2/tickets/${number}`;
    const calls = await portal.zendesk.calls();
    return calls.find((each) => each.method === 'GET' && each.path === path)?.count ?? 0;
  };
  /** Waits until nothing is on its way, so that what follows is counted alone. */
  const quiet = async (number: number) => {
    for (let before = -1, after = 0; before !== after;) {
      before = await reads(number);
      await new Promise((resolve) => setTimeout(resolve, 400));
      after = await reads(number);
    }
    await portal.zendesk.forgetCalls();
  };

  test('an answer is on the page, and its status in the list, within three seconds', async () => {
    const number = await send('Answered quickly');
    await portal.agent.answer(number, 'Which invoice do you mean?');
    // The list asks Zendesk nothing, so it knows from the webhook alone.
    await eventually(async () => {
      const list = await owner.open('/tickets?status=pending');
      expect(list.text).toContain('Answered quickly');
    }, SOON_MS);
    const page = await soon(number, 'Which invoice do you mean?');
    expect(page.text).toContain('Pending');
  });

  test('an internal note never shows; an answer in the same second does', async () => {
    const number = await send('Note and answer');
    // By now the conversation is held as complete, so only a notice makes the page look again.
    await portal.zendesk.passTime('PT10S');
    await soon(number, 'Note and answer');
    await portal.agent.update(number, { comment: { body: 'CANARY inside', public: false } });
    await portal.agent.answer(number, 'We found it.');
    await portal.agent.answer(number, 'And here it is.');
    const page = await soon(number, 'We found it.', 'And here it is.');
    expect(page.html).not.toContain('CANARY');
  });

  test('a status that moves twice is shown where it ends', async () => {
    const number = await send('Moved twice');
    await portal.agent.answer(number, 'A moment.');
    await portal.agent.update(number, { status: 'solved' });
    const page = await soon(number, 'This request is solved');
    expect(page.text).toContain('A moment.');
  });

  test('a notice about a ticket nobody knows is taken, asked about once, and let go', async () => {
    expect((await call({ body: '{"ticket_id":"999999999"}' })).status).toBe(200);
    await eventually(async () => expect(await reads(999_999_999)).toBe(1));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await reads(999_999_999)).toBe(1);
    expect((await owner.open('/tickets/999999999')).status).toBe(404);
  });

  describe('who calls', () => {
    const body = '{"ticket_id":"1"}';
    const minutesAgo = (minutes: number) =>
      new Date(Date.now() - minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');

    test.each<[string, number, Parameters<typeof call>[0]]>([
      ['an honest notice', 200, { body }],
      ['a secret that is not ours', 401, { body, secret: 'somebody else’s secret, long enough' }],
      ['no signature', 401, { body, forged: { signature: '' } }],
      ['a changed byte', 401, { body, forged: { body: '{"ticket_id":"2"}' } }],
      ['a notice of four minutes ago', 200, { body, timestamp: minutesAgo(4) }],
      ['a notice of six minutes ago', 401, { body, timestamp: minutesAgo(6) }],
      ['a notice from the future', 401, { body, timestamp: minutesAgo(-6) }],
      ['a time that is none', 401, { body, timestamp: 'yesterday' }],
      ['a notice without a ticket', 422, { body: '{"hello":"world"}' }],
      ['a notice without a name', 422, { body, invocationId: '' }],
      ['300 kB', 413, { body: 'x'.repeat(300_000) }],
    ])('%s is answered %i', async (_who, status, attempt) => {
      const response = await call(attempt);
      expect(response.status).toBe(status);
      expect(response.headers.getSetCookie()).toEqual([]);
      expect(response.headers.get('content-type')).toContain('application/json');
    });

    test('a browser that opens the address is told it cannot', async () => {
      const response = await fetch(`${portal.origin}/webhooks/zendesk`);
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('POST');
    });
  });

  test('twenty copies of one delivery at once are one read of the ticket', async () => {
    const number = await send('Told twenty times');
    await quiet(number);
    const delivery = { body: `{"ticket_id":"${number}"}`, invocationId: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 20 }, () => call(delivery)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    await eventually(async () => expect(await reads(number)).toBe(1));
    expect((await call(delivery)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(await reads(number)).toBe(1);
  });

  test('while Zendesk fails the notice is kept, and followed when it is back', async () => {
    const number = await send('Told in the storm');
    await quiet(number);
    await portal.zendesk.faults([{ match: `GET /api/v2/tickets/${number}`, status: 503 }]);
    await portal.agent.update(number, { status: 'pending' }).catch(() => undefined);
    await eventually(async () => expect(await reads(number)).toBeGreaterThan(0));
    await portal.zendesk.faults([]);
    await eventually(async () => {
      expect((await owner.open('/tickets?status=pending')).text).toContain('Told in the storm');
    });
  });

  test('notices out of order never move a ticket back', async () => {
    const number = await send('Out of order');
    await portal.agent.answer(number, 'Solved it is.');
    await portal.agent.update(number, { status: 'solved' });
    await soon(number, 'This request is solved');
    const old = { type: 'zen:event-type:ticket.status_changed', time: '2020-01-01T00:00:00Z' };
    const body = JSON.stringify({ ...old, detail: { id: `${number}`, status: 'NEW' } });
    await quiet(number);
    expect((await call({ body })).status).toBe(200);
    await eventually(async () => expect(await reads(number)).toBe(1));
    expect((await owner.open(`/tickets/${number}`)).text).toContain('This request is solved');
  });
});
