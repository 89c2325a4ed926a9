import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startClient, type Client } from './client';
import { act, auditEvents, automation, trigger, when, type Definitions, UPDATED } from './rules';

let zendesk: Client;
beforeEach(async () => {
  zendesk = await startClient();
});
afterEach(() => zendesk.stop());

const as = (id: number) => ({ 'x-on-behalf-of': String(id) });
const SOLVED = when('status', 'is', 'solved');
const offer = act('satisfaction_score', 'offered');

async function solvedTicket(fields: object = {}) {
  const agents = await zendesk.call('GET', '/users?role=agent');
  const assignee = { assignee_id: agents.body.users[0].id };
  return zendesk.ticket({ ...assignee, status: 'solved', ...fields });
}

const rate = (id: number, rating: object, headers?: Record<string, string>) =>
  zendesk.call(
    'POST',
    `/tickets/${id}/satisfaction_rating`,
    { satisfaction_rating: rating },
    headers,
  );

async function ratingOf(id: number): Promise<unknown> {
  const { text } = await zendesk.call('GET', `/tickets/${id}`);
  return (JSON.parse(text) as { ticket: Record<string, unknown> }).ticket.satisfaction_rating;
}

async function ratingEvents(id: number) {
  const events = await auditEvents(zendesk, id);
  return events.filter(({ field_name: name }) => name?.startsWith('satisfaction_'));
}

async function tagsOf(id: number): Promise<string[]> {
  return (await zendesk.call('GET', `/tickets/${id}`)).body.ticket.tags;
}

test('a requester who rates a solved ticket is read in the ticket and its audit', async () => {
  const { id, requester_id: requester } = await solvedTicket();
  expect(await ratingOf(id)).toEqual({ score: 'unoffered' });

  const reply = await rate(id, { score: 'bad', comment: 'Too slow' }, as(requester));
  expect(reply.status).toBe(200);
  expect(JSON.parse(reply.text)).toMatchObject({
    satisfaction_rating: { ticket_id: id, score: 'bad', comment: 'Too slow' },
  });
  expect(await ratingOf(id)).toEqual({ score: 'bad', comment: 'Too slow' });

  await rate(id, { score: 'good' }, as(requester));
  expect(await ratingOf(id)).toEqual({ score: 'good' });
  const change = { type: 'Change', field_name: 'satisfaction_score' };
  expect(
    (await ratingEvents(id)).filter((event) => event.field_name === change.field_name),
  ).toEqual([
    expect.objectContaining({ ...change, previous_value: null, value: 'bad' }),
    expect.objectContaining({ ...change, previous_value: 'bad', value: 'good' }),
  ]);
});

test('nobody but the requester rates, and only what was solved and is not closed', async () => {
  const { id, requester_id: requester } = await solvedTicket();
  const stranger = await zendesk.person('Stranger');
  const agent = { authorization: `Bearer ${await zendesk.token('agent-demo')}` };
  const good = { score: 'good' };
  expect((await rate(id, good)).status).toBe(403);
  expect((await rate(id, good, agent)).status).toBe(403);
  expect((await rate(id, good, as(stranger.id))).status).toBe(403);
  expect((await rate(id, { score: 'fair' }, as(requester))).status).toBe(400);

  const unsolved = await zendesk.ticket();
  expect((await rate(unsolved.id, good, as(unsolved.requester_id))).status).toBe(422);
  expect(await ratingOf(id)).toEqual({ score: 'unoffered' });

  await zendesk.call('PUT', `/tickets/${id}`, { ticket: { status: 'open' } });
  expect((await rate(id, good, as(requester))).status).toBe(200);
  await zendesk.call('PUT', `/tickets/${id}`, { ticket: { status: 'closed' } });
  expect((await rate(id, { score: 'bad' }, as(requester))).status).toBe(422);
  expect(await ratingOf(id)).toEqual(good);
});

test('a trigger hears a rating as an update by the end user', async () => {
  await trigger(
    zendesk,
    'Sorry',
    [
      UPDATED,
      when('role', 'is', 'end_user'),
      when('satisfaction_score', 'value', 'bad_with_comment'),
    ],
    [act('current_tags', 'unhappy')],
  );
  const { id, requester_id: requester } = await solvedTicket();
  await rate(id, { score: 'bad' }, as(requester));
  expect(await tagsOf(id)).toEqual([]);
  await rate(id, { score: 'bad', comment: 'Too slow' }, as(requester));
  expect(await tagsOf(id)).toEqual(['unhappy']);
});

test('triggers and automations offer to rate, and leave what was said as it is', async () => {
  await trigger(zendesk, 'Ask now', [when('current_tags', 'includes', 'now'), SOLVED], [offer]);
  await automation(
    zendesk,
    'Ask an hour later',
    [SOLVED, when('SOLVED', 'greater_than', '0'), when('satisfaction_score', 'less_than', 'false')],
    [offer],
  );
  await automation(
    zendesk,
    'Ask whoever has spoken',
    [
      SOLVED,
      when('SOLVED', 'greater_than', '0'),
      when('satisfaction_score', 'greater_than', 'false'),
    ],
    [offer],
  );
  const now = await solvedTicket({ tags: ['now'] });
  const later = await solvedTicket();
  const rated = await solvedTicket();
  await rate(rated.id, { score: 'good' }, as(rated.requester_id));
  expect(await ratingOf(now.id)).toEqual({ score: 'offered' });
  expect(await ratingOf(later.id)).toEqual({ score: 'unoffered' });

  await zendesk.control('POST', '/clock', { advance: 'PT2H' });
  expect(await ratingOf(later.id)).toEqual({ score: 'offered' });
  expect(await ratingOf(rated.id)).toEqual({ score: 'good' });
  expect(await ratingEvents(later.id)).toMatchObject([
    { type: 'Change', previous_value: null, value: 'offered', via: { channel: 'rule' } },
  ]);
});

test('an automation finds the tickets with files and with people in copy', async () => {
  for (const [field, value] of [
    ['attachment', 'true'],
    ['attachment', 'false'],
    ['cc', 'true'],
    ['cc', 'false'],
  ] as const) {
    const conditions = [
      when('status', 'is', 'new'),
      when('NEW', 'is', '1'),
      when(field, 'is', value),
    ];
    await automation(zendesk, `${field} ${value}`, conditions, [
      act('current_tags', `${field}_${value}`),
    ]);
  }
  const upload = await zendesk.call('POST', '/uploads?filename=a.txt', 'words');
  const uploads = [upload.body.upload.token];
  const withFile = await zendesk.ticket({ comment: { body: 'See', uploads } });
  await zendesk.call('PUT', `/tickets/${withFile.id}`, { ticket: { comment: { body: 'So?' } } });
  const copied = await zendesk.person('Colleague');
  const withCopy = await zendesk.ticket({ email_ccs: [{ user_id: copied.id, action: 'put' }] });

  await zendesk.control('POST', '/clock', { advance: 'PT1H' });
  await zendesk.control('POST', '/clock', { advance: 'PT1H' });
  expect(await tagsOf(withFile.id)).toEqual(['attachment_true', 'cc_false']);
  expect(await tagsOf(withCopy.id)).toEqual(['attachment_false', 'cc_true']);
});

test('automations do not offer the hours since closing, which they could never see', async () => {
  const { text } = await zendesk.call('GET', '/automations/definitions');
  const { definitions } = JSON.parse(text) as { definitions: Definitions };
  const subjects = definitions.conditions_all.map(({ subject }) => subject);
  expect(subjects).toEqual(expect.arrayContaining(['SOLVED', 'satisfaction_score', 'cc']));
  expect(subjects).not.toContain('CLOSED');
});

test('an account kept by an older version shows its tickets as unoffered', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'emulator-ratings-'));
  const first = await startClient({ dataDir });
  const { id } = await first.ticket();
  await first.stop();
  const file = join(dataDir, 'state.json');
  const kept = await readFile(file, 'utf8');
  await writeFile(file, kept.replaceAll(',"rating":null', ''));
  const again = await startClient({ dataDir });
  const { text } = await again.call('GET', `/tickets/${id}`);
  const { ticket } = JSON.parse(text) as { ticket: Record<string, unknown> };
  expect(ticket.satisfaction_rating).toEqual({ score: 'unoffered' });
  await again.call('PUT', `/tickets/${id}`, { ticket: { tags: ['x'] } });
  expect(await auditEvents(again, id)).not.toContainEqual(
    expect.objectContaining({ field_name: 'satisfaction_score' }),
  );
  await again.stop();
  await rm(dataDir, { recursive: true });
});
