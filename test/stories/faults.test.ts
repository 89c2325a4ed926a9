import { setTimeout as sleep } from 'node:timers/promises';
import { numberOf, sendRequest } from '../support/a-request';
import type { AgentComment } from '../support/agent';
import { eventually } from '../support/eventually';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { AttachedFile, Visitor } from '../support/visitor';

/** Milliseconds we wait for Zendesk. */
const TIMEOUT = 1_000;
const HTML = '<html><body><h1>502 Bad Gateway</h1></body></html>';

/** What goes wrong, in the emulator's words (src/emulator/faults.ts), and how many calls it hits. */
const FAULTS: Record<string, { times: number; status?: number } & Record<string, unknown>> = {
  'a 500': { times: 1, status: 500 },
  'a 502 in HTML': { times: 1, status: 502, body: HTML, contentType: 'text/html' },
  'a 503': { times: 1, status: 503 },
  'a 503 with Retry-After': { times: 1, status: 503, retryAfter: 1 },
  'a 429 in words': { times: 1, status: 429, retryAfter: 1 },
  'a 429 in JSON': {
    times: 1,
    status: 429,
    retryAfter: 1,
    body: { error: 'APIRateLimitExceeded', description: 'Number of allowed API requests exceeded' },
  },
  'a 429 of the edge': {
    times: 1,
    status: 429,
    retryAfter: 1,
    body: { detail: 'Rate limited by Zendesk edge protection', status: '429' },
  },
  'a connection cut before the call is processed': { times: 1, drop: 'before' },
  'a connection cut after the call was processed': { times: 2, drop: 'after' },
  'half an answer': { times: 2, drop: 'half' },
  'HTML with a 200': { times: 1, status: 200, body: HTML, contentType: 'text/html' },
  'no answer in time': { times: 1, delayMs: 2 * TIMEOUT },
  'a token that ended': {
    times: 1,
    status: 401,
    body: { error: 'invalid_token', error_description: 'The access token expired' },
  },
};

describe('whatever Zendesk answers, each act arrives exactly once', () => {
  let portal: RunningPortal;
  let owner: Visitor;
  const answered = new Map<string, number>();

  beforeAll(async () => {
    portal = await startPortal({ zendesk: { timeoutMs: TIMEOUT } });
    owner = await portal.signIn('owner@lojaazul.example');
    for (const fault of Object.keys(FAULTS)) {
      const page = await sendRequest(owner, { account: 'lojaazul', subject: `Before ${fault}` });
      answered.set(fault, await numberOf(owner, page.path));
    }
    for (const number of answered.values()) await portal.agent.answer(number, 'Which one?');
    await portal.zendesk.passTime('PT2M');
    for (const number of answered.values()) await shows(number, 'Pending');
  }, 60_000);
  afterAll(() => portal.stop());

  test.each(Object.keys(FAULTS))(
    '%s: requests, replies, solutions and files',
    async (name) => {
      const fault = FAULTS[name]!;
      const number = answered.get(name)!;
      await portal.zendesk.faults([
        { match: 'POST /api/v2/uploads', ...fault, times: 1 },
        { match: 'POST /api/v2/tickets', ...fault },
        { match: 'PUT /api/v2/tickets/*', ...fault, times: 1 },
      ]);

      const subjects = ['plain', 'with files'].map((kind) => `${name}, ${kind}`);
      const [plain, withFiles] = await Promise.all([
        request(subjects[0]!, []),
        request(subjects[1]!, [file('one.txt', subjects[1]!), file('two.txt', 'second')]),
        reply(number, 'First.', [file('reply.txt', name)]).then(() => reply(number, 'Second.', [])),
      ]);
      await Promise.all([plain, withFiles].map((path) => numberOf(owner, path)));
      await shows(number, 'Second.');

      await portal.zendesk.faults([{ match: 'PUT /api/v2/tickets/*', ...fault, times: 1 }]);
      await (await owner.open(`/tickets/${number}`)).form('Mark as solved').submit();
      await shows(number, 'This request is solved');

      const tickets = await portal.agent.tickets();
      for (const subject of subjects) {
        const made = tickets.filter((ticket) => ticket.subject === subject);
        expect(made).toHaveLength(1);
        expect(await conversation(made[0]!.id)).toEqual([
          {
            body: 'The amount differs from the contract.',
            files: subject === subjects[1] ? [`one.txt: ${subject}`, 'two.txt: second'] : [],
          },
        ]);
      }
      expect((await conversation(number)).slice(2)).toEqual([
        { body: 'First.', files: [`reply.txt: ${name}`] },
        { body: 'Second.', files: [] },
      ]);
      expect((await portal.agent.ticket(number)).status).toBe('solved');
      expect(await portal.agent.solutions(number)).toBe(1);
    },
    45_000,
  );

  test('a request whose answer was lost waits while the look-up lags behind, and is one ticket', async () => {
    await portal.zendesk.faults([
      { match: 'POST /api/v2/tickets', times: 1, drop: 'after' },
      {
        match: 'GET /api/v2/tickets',
        times: 2,
        status: 200,
        body: { tickets: [], next_page: null, previous_page: null, count: 0 },
      },
    ]);
    const path = await request('The look-up lags', [file('one.txt', 'first')]);
    await shows(await numberOf(owner, path), 'The look-up lags');
    expect(await faultsLeft()).toEqual([]);
    const made = (await portal.agent.tickets()).filter(
      ({ subject }) => subject === 'The look-up lags',
    );
    expect(made).toHaveLength(1);
    expect(await conversation(made[0]!.id)).toMatchObject([{ files: ['one.txt: first'] }]);
  }, 45_000);

  test('a reply and a solution that Zendesk carries out long after we gave up are not doubled', async () => {
    const number = answered.get('a 500')!;
    await portal.agent.update(number, { status: 'pending' });
    await portal.zendesk.passTime('PT2M');
    await shows(number, 'Pending');
    const late = 5 * TIMEOUT;
    for (const act of ['reply', 'solve'] as const) {
      const before = Date.now();
      await portal.zendesk.faults([{ match: 'PUT /api/v2/tickets/*', times: 1, delayMs: late }]);
      if (act === 'reply') await reply(number, 'Carried out late.', []);
      else await (await owner.open(`/tickets/${number}`)).form('Mark as solved').submit();
      await shows(number, act === 'reply' ? 'Carried out late.' : 'This request is solved');
      expect(Date.now() - before).toBeLessThan(late);
      if (act === 'solve') await portal.agent.update(number, { status: 'open' });
      await sleep(late + TIMEOUT - (Date.now() - before));
    }
    const bodies = (await conversation(number)).map(({ body }) => body);
    expect(bodies.filter((body) => body === 'Carried out late.')).toHaveLength(1);
    expect((await portal.agent.ticket(number)).status).toBe('open');
  }, 45_000);

  test('a solution whose answer was lost does not solve again what support has reopened', async () => {
    const path = await request('Solved, then reopened', []);
    const number = await numberOf(owner, path);
    await portal.agent.answer(number, 'Is it gone?');
    await portal.zendesk.passTime('PT2M');
    const page = await shows(number, 'Pending');
    await portal.zendesk.faults([
      { match: 'PUT /api/v2/tickets/*', times: 1, drop: 'after' },
      { match: 'GET /api/v2/tickets/*/audits', times: 1, status: 503, retryAfter: 2 },
    ]);
    await page.form('Mark as solved').submit();
    await eventually(async () => expect(await portal.agent.solutions(number)).toBe(1));
    await portal.agent.update(number, { status: 'open' });
    await shows(number, 'Open');
    expect((await portal.agent.ticket(number)).status).toBe('open');
    expect(await portal.agent.solutions(number)).toBe(1);
  }, 45_000);

  test('a first reply brings back a request that support set to pending a moment ago', async () => {
    const path = await request('Pending before we knew', []);
    const number = await numberOf(owner, path);
    await portal.agent.update(number, { status: 'pending', assignee_id: await anAgent() });
    await reply(number, 'Here is more.', []);
    await shows(number, 'Here is more.');
    expect((await portal.agent.ticket(number)).status).toBe('open');
  });

  async function request(subject: string, files: AttachedFile[]): Promise<string> {
    const form = (await owner.open('/tickets/new')).form('Send');
    const page = await form
      .fill('VTEX account', 'lojaazul')
      .fill('Subject', subject)
      .fill('Question or problem', 'The amount differs from the contract.')
      .choose('Normal')
      .attach('Attachments', ...files)
      .submit();
    return page.path;
  }

  async function reply(number: number, text: string, files: AttachedFile[]): Promise<void> {
    const form = (await owner.open(`/tickets/${number}`)).form('Send');
    await form
      .fill('Your reply', text)
      .attach('Attachments', ...files)
      .submit();
  }

  /** Waits until nothing of the ticket is on its way and the words are there. */
  async function shows(number: number, words: string) {
    return eventually(async () => {
      const page = await owner.open(`/tickets/${number}`);
      expect(page.text).toContain(words);
      expect(page.text).not.toContain('Being sent');
      return page;
    }, 30_000);
  }

  async function conversation(number: number): Promise<{ body: string; files: string[] }[]> {
    const comments = await portal.agent.comments(number);
    return Promise.all(
      comments.map(async (each) => ({ body: each.body, files: await read(each) })),
    );
  }

  async function read({ attachments }: AgentComment): Promise<string[]> {
    const texts = attachments.map(async ({ file_name, content_url }) => {
      const answer = await fetch(content_url);
      return `${file_name}: ${await answer.text()}`;
    });
    return Promise.all(texts);
  }

  async function faultsLeft(): Promise<unknown> {
    return (await fetch(`${portal.zendesk.url}/_emulator/faults`)).json();
  }

  async function anAgent(): Promise<number> {
    return (await portal.agent.get<{ user: { id: number } }>('/users/me')).user.id;
  }
});

function file(name: string, text: string): AttachedFile {
  return { name, type: 'text/plain', bytes: Buffer.from(text) };
}
