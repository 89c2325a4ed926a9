import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeTicketId } from '../../src/emulator/mail/encoded-id';
import { AGENTS, startClient, type Client } from './client';

const DELIMITER = '##- Please type your reply above this line -##';
const OLIVIA = 'olivia@shop.example';
const OMAR = 'omar@shop.example';

let zendesk: Client;
let olivia: number;
let omar: number;
beforeEach(async () => {
  zendesk = await startClient();
  olivia = await add('Olivia', OLIVIA);
  omar = await add('Omar', OMAR);
});
afterEach(() => zendesk.stop());

const add = async (name: string, email: string): Promise<number> =>
  (await zendesk.call('POST', '/users', { user: { name, email } })).body.user.id;
const ticketOf = (id: number, fields: object = {}) =>
  zendesk.ticket({ requester_id: id, subject: 'Invoice', ...fields });
const mail = async (fields: object) => {
  const body = { from: OLIVIA, subject: 'Re: Invoice', text: 'Here it is.', ...fields };
  return zendesk.control('POST', '/inbound-mail', body);
};
const about = (id: number) => ({ inReplyTo: `<${encodeTicketId(id)}_7@emulator.example>` });
const ticket = async (id: number) => (await zendesk.call('GET', `/tickets/${id}`)).body.ticket;
const comments = async (id: number) =>
  (await zendesk.call('GET', `/tickets/${id}/comments`)).body.comments;
const newestComment = async (id: number) => {
  const [newest] = (await comments(id)).toReversed();
  if (!newest) throw new Error(`Nobody wrote in ticket ${id}.`);
  return newest;
};
const suspended = async () =>
  (await zendesk.call('GET', '/suspended_tickets')).body.suspended_tickets;

describe('which ticket a mail belongs to', () => {
  const ways: [what: string, traces: (id: number) => object][] = [
    ['the mail it answers', about],
    [
      'a mail it refers to',
      (id) => ({ references: `<x@shop.example> <${encodeTicketId(id)}@emulator.example>` }),
    ],
    ['the encoded number in its text', (id) => ({ text: `Here.\n\n[${encodeTicketId(id)}]` })],
    [
      'the address it was sent to',
      (id) => ({ to: `Support <SUPPORT+id${encodeTicketId(id)}@emulator.example>` }),
    ],
  ];
  test.each(ways)('is told by %s', async (_what, traces) => {
    const { id } = await ticketOf(olivia);
    const reply = await mail(traces(id));
    expect([reply.status, reply.body]).toEqual([200, { outcome: 'comment', ticketId: id }]);
  });

  test('headers go before the text, and the text before the address', async () => {
    const [first, second, third] = [
      await ticketOf(olivia),
      await ticketOf(olivia),
      await ticketOf(olivia),
    ];
    const traces = {
      text: `Here.\n[${encodeTicketId(second.id)}]`,
      to: `support+id${encodeTicketId(third.id)}@emulator.example`,
    };
    expect((await mail({ ...traces, ...about(first.id) })).body.ticketId).toBe(first.id);
    expect((await mail(traces)).body.ticketId).toBe(second.id);
  });

  test('is told by the mail that began it, for whoever answers all', async () => {
    const began = await mail({ messageId: '<1@shop.example>', subject: 'Where is it?' });
    const again = await mail({ inReplyTo: '<1@shop.example>' });
    expect(again.body).toEqual({ outcome: 'comment', ticketId: began.body.ticketId });
  });
});

describe('a mail about a ticket', () => {
  test('is a public comment of its writer, by mail', async () => {
    const { id } = await ticketOf(olivia);
    await mail({ ...about(id), from: `"Olivia Azul" <${OLIVIA.toUpperCase()}>` });
    const comment = await newestComment(id);
    expect(comment).toMatchObject({ author_id: olivia, body: 'Here it is.', public: true });
    const source = {
      from: { address: OLIVIA.toUpperCase(), name: 'Olivia Azul' },
      to: { address: 'support@emulator.example', name: '' },
      rel: null,
    };
    expect(comment.via).toEqual({ channel: 'email', source });
    const { audits } = (await zendesk.call('GET', `/tickets/${id}/audits`)).body;
    expect(audits.at(-1)).toMatchObject({ author_id: olivia, via: { channel: 'email' } });
    expect((await ticket(id)).via.channel).toBe('api');
  });

  test.each(['pending', 'hold', 'solved'])('opens one that is %s', async (status) => {
    const { id } = await ticketOf(olivia);
    const agents = await zendesk.call('GET', '/users?role=agent');
    const change = { status, assignee_id: agents.body.users[0].id };
    await zendesk.call('PUT', `/tickets/${id}`, { ticket: change });
    await mail(about(id));
    expect((await ticket(id)).status).toBe('open');
  });

  test('may come from somebody in copy, and from a further address', async () => {
    const { id } = await ticketOf(olivia, { email_ccs: [{ user_id: omar, action: 'put' }] });
    await mail({ ...about(id), from: OMAR, text: 'Me too.' });
    await zendesk.call('PUT', `/users/${olivia}`, { user: { email: 'olivia@home.example' } });
    await mail({ ...about(id), from: 'olivia@home.example', text: 'From home.' });
    const authors = (await comments(id)).slice(1).map((one) => one.author_id);
    expect(authors).toEqual([omar, olivia]);
  });

  test('from an agent is a public answer and changes nothing else', async () => {
    const { id } = await ticketOf(olivia, { status: 'pending' });
    await mail({ ...about(id), from: AGENTS[0]?.email, text: 'Which one?' });
    expect(await newestComment(id)).toMatchObject({ body: 'Which one?', public: true });
    expect(await ticket(id)).toMatchObject({ status: 'pending', assignee_id: null });
  });

  const written: [what: string, text: string][] = [
    ['the line', `Here it is.\r\n\r\n${DELIMITER}\r\n\r\nWhich one?`],
    [
      'a quoted line',
      `Here it is.\n\nOn Fri, Nov 27, 2026 at 10:00 Support <support@emulator.example>\nwrote:\n\n> ${DELIMITER}\n>\n> Which one?`,
    ],
    ['a quotation', 'Here it is.\n\nEm 27 de nov. de 2026, Suporte escreveu:\n> Qual?\n'],
    ['a signature', 'Here it is.\n-- \nOlivia\nLoja Azul'],
  ];
  test.each(written)('is what stands above %s', async (_what, text) => {
    const { id } = await ticketOf(olivia);
    await mail({ ...about(id), text });
    expect((await newestComment(id)).body).toBe('Here it is.');
  });

  test('keeps quotations between its own words', async () => {
    const { id } = await ticketOf(olivia);
    const text = '> Which one?\nThat of October.\n> Since when?\nOn 3 May somebody wrote:\nToday.';
    await mail({ ...about(id), text });
    expect((await newestComment(id)).body).toBe(text);
  });

  test('brings its files', async () => {
    const { id } = await ticketOf(olivia);
    const base64 = Buffer.from('bill').toString('base64');
    const attachments = [{ name: 'bill.txt', contentType: 'text/plain', base64 }];
    await mail({ ...about(id), text: '', attachments });
    const [file] = (await newestComment(id)).attachments;
    expect(file).toMatchObject({ file_name: 'bill.txt', content_type: 'text/plain', size: 4 });
    expect(await (await fetch(file.content_url)).text()).toBe('bill');
  });
});

describe('a mail that begins a ticket', () => {
  test('comes from somebody new, who is its requester', async () => {
    const reply = await mail({ from: 'Nina New <nina@shop.example>', subject: 'Where\r\n is it?' });
    expect(reply.body.outcome).toBe('ticket');
    const begun = await ticket(reply.body.ticketId);
    const { user } = (await zendesk.call('GET', `/users/${begun.requester_id}`)).body;
    expect(user).toMatchObject({ name: 'Nina New', email: 'nina@shop.example', role: 'end-user' });
    expect(begun).toMatchObject({
      subject: 'Where is it?',
      description: 'Here it is.',
      status: 'new',
      submitter_id: user.id,
      via: { channel: 'email', source: { from: { address: 'nina@shop.example' }, rel: null } },
    });
  });

  test('belongs to the organization of somebody who has one', async () => {
    const organization = (
      await zendesk.call('POST', '/organizations', { organization: { name: 'Loja Azul' } })
    ).body.organization;
    await zendesk.call('POST', '/organization_memberships', {
      organization_membership: { user_id: olivia, organization_id: organization.id },
    });
    const { body } = await mail({});
    expect((await ticket(body.ticketId)).organization_id).toBe(organization.id);
  });

  test('follows up the closed one it is about', async () => {
    const { id } = await ticketOf(olivia);
    const agents = await zendesk.call('GET', '/users?role=agent');
    const change = { status: 'closed', assignee_id: agents.body.users[0].id };
    await zendesk.call('PUT', `/tickets/${id}`, { ticket: change });
    const reply = await mail({ ...about(id), subject: '' });
    expect(reply.body.outcome).toBe('follow_up');
    const followUp = await ticket(reply.body.ticketId);
    expect(followUp).toMatchObject({
      subject: 'Invoice',
      requester_id: olivia,
      via: { channel: 'email', source: { rel: 'follow_up', from: { ticket_id: id } } },
    });
    expect(await ticket(id)).toMatchObject({ status: 'closed', followup_ids: [followUp.id] });
    expect(await comments(id)).toHaveLength(1);
  });

  test('the follow-up takes over tags, fields and organization, not priority, group or assignee', async () => {
    const body = { organization: { name: 'Loja Azul' } };
    const { organization } = (await zendesk.call('POST', '/organizations', body)).body;
    const membership = { user_id: olivia, organization_id: organization.id };
    await zendesk.call('POST', '/organization_memberships', {
      organization_membership: membership,
    });
    const agents = await zendesk.call('GET', '/users?role=agent');
    const { id } = await ticketOf(olivia, {
      organization_id: organization.id,
      priority: 'high',
      tags: ['vtex_portal'],
      custom_fields: [{ id: 360000000103, value: 'impact_high' }],
      assignee_id: agents.body.users[0].id,
    });
    await zendesk.call('PUT', `/tickets/${id}`, { ticket: { status: 'closed' } });
    const reply = await mail(about(id));
    const followUp = await ticket(reply.body.ticketId);
    expect(followUp).toMatchObject({
      ...{ organization_id: organization.id, tags: ['impact_high', 'vtex_portal'] },
      ...{ priority: null, assignee_id: null, status: 'new' },
    });
    expect(followUp.custom_fields).toContainEqual({ id: 360000000103, value: 'impact_high' });
  });

  test('follows up one that closed by itself while nobody looked', async () => {
    const { id } = await ticketOf(olivia);
    const agents = await zendesk.call('GET', '/users?role=agent');
    const change = { status: 'solved', assignee_id: agents.body.users[0].id };
    await zendesk.call('PUT', `/tickets/${id}`, { ticket: change });
    await zendesk.control('POST', '/clock', { advance: 'P29D' });
    expect((await mail(about(id))).body.outcome).toBe('follow_up');
  });

  test.each([
    ['deleted', async (id: number) => void (await zendesk.call('DELETE', `/tickets/${id}`))],
    ['not there', async () => zendesk.control('POST', '/reset')],
  ])('stands for itself when the one it is about is %s', async (_what, remove) => {
    const { id } = await ticketOf(olivia);
    await ticketOf(olivia);
    await remove(id);
    const { body } = await mail(about(id));
    expect(body.outcome).toBe('ticket');
    expect((await ticket(body.ticketId)).via.source.rel).toBeNull();
  });
});

describe('a mail is put aside, and changes nothing', () => {
  const cases: [what: string, cause: string, causeId: number, fields: object][] = [
    ['of somebody unknown', 'Unknown user', 5, { from: 'stranger@evil.example' }],
    ['of a person who has no part in it', 'End user only', 6, { from: OMAR }],
    ['that a machine sent', 'Automated', 3, { headers: { 'Auto-Submitted': 'auto-replied' } }],
    ['to many', 'Automated', 3, { headers: { Precedence: 'bulk' } }],
    ['of ours', 'mail loop', 4, { from: 'Support <support@emulator.example>' }],
    ['that could not be delivered', 'system user', 9, { from: 'mailer-daemon@shop.example' }],
    ['that only quotes', 'no content', 11, { text: `${DELIMITER}\nWhich one?` }],
  ];
  test.each(cases)('%s', async (_what, cause, causeId, fields) => {
    const { id } = await ticketOf(olivia);
    const reply = await mail({ ...about(id), ...fields });
    expect(reply.body).toMatchObject({ outcome: 'suspended' });
    expect(reply.body.cause).toContain(cause);
    expect(await comments(id)).toHaveLength(1);
    expect(await suspended()).toMatchObject([
      {
        id: reply.body.suspendedTicketId,
        cause_id: causeId,
        ticket_id: id,
        subject: 'Re: Invoice',
      },
    ]);
  });

  test('of a suspended person, who begins no ticket either', async () => {
    await zendesk.call('PUT', `/users/${olivia}`, { user: { suspended: true } });
    expect((await mail({})).body.cause).toBe('Detected as spam');
    expect((await suspended())[0]?.author).toEqual({ id: olivia, name: '', email: OLIVIA });
    await zendesk.control('POST', '/clock', { advance: 'P14D' });
    expect(await suspended()).toEqual([]);
  });
});

describe('what is no mail', () => {
  const cases: [what: string, status: number, sentence: RegExp, fields: object][] = [
    ['a sender without an address', 400, /from: is no e-mail address/, { from: 'Olivia' }],
    ['no text', 400, /text/, { text: undefined }],
    ['words nobody knows', 400, /cc/i, { cc: OMAR }],
    ['a broken file', 400, /base64/, { attachments: [{ ...FILE(), base64: '%' }] }],
    ['too long a text', 422, /longer than 65535/, { text: 'x'.repeat(65_536) }],
  ];
  test.each(cases)('%s is refused with a sentence', async (_what, status, sentence, fields) => {
    const reply = await mail(fields);
    expect(reply.status).toBe(status);
    expect(reply.body.error).toMatch(sentence);
    expect((await zendesk.call('GET', '/tickets')).body.count).toBe(0);
  });

  test('files of more than 50 MiB in all are refused with a sentence', async () => {
    const half = Buffer.alloc(25 * 1024 * 1024 + 1).toString('base64');
    const refused = await mail({ attachments: [FILE(half), FILE(half)] });
    expect([refused.status, refused.body.error]).toEqual([
      422,
      'The files are larger than 52428800 bytes in all.',
    ]);
  });
});

function FILE(base64 = '') {
  return { name: 'bill.txt', contentType: 'text/plain', base64 };
}

test('what came by mail survives a restart, said yes to or put aside', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'emulator-'));
  const first = await startClient({ dataDir });
  const send = (fields: object) =>
    first.control('POST', '/inbound-mail', { subject: 'Hello', text: 'Hi', ...fields });
  const { ticketId } = (await send({ from: OLIVIA })).body;
  await send({ from: OLIVIA, headers: { precedence: 'bulk' } });
  await first.stop();
  const second = await startClient({ dataDir });
  const { body } = await second.call('GET', `/tickets/${ticketId}/comments`);
  expect(body.comments[0].via).toMatchObject({ channel: 'email' });
  expect((await second.call('GET', '/suspended_tickets')).body.count).toBe(1);
  await second.stop();
  await rm(dataDir, { recursive: true });
});
