import nock from 'nock';
import {
  anAudit,
  aNewTicket,
  API,
  aWireComment,
  aWireTicket,
  aZendesk,
  leaveNothingBehind,
  NOW,
  recordingLog,
} from './a-zendesk';

beforeAll(() => nock.disableNetConnect());
afterEach(leaveNothingBehind);

const SEEN = new Date('2026-11-22T10:00:00Z');
const USERS = [
  { id: 11, name: 'Ana', role: 'end-user' },
  { id: 41, name: 'Rui', role: 'agent' },
  { id: 42, name: 'Mia', role: 'admin' },
];
function giveComments(comments: object[], users: object[] | undefined = USERS) {
  nock(API)
    .get('/tickets/35/comments.json')
    .query(true)
    .reply(200, {
      comments,
      users,
      meta: { has_more: false },
    });
}

describe('the public conversation', () => {
  test.each([
    [true, 1],
    ['true', 0],
    [1, 0],
    [null, 0],
    [undefined, 0],
    [false, 0],
    [{}, 0],
    ['', 0],
  ])('holds a comment whose public is %j %i times', async (value, times) => {
    giveComments([aWireComment({ public: value })]);
    expect(await aZendesk().tickets.publicComments(35)).toHaveLength(times);
  });

  test('names its authors and tells customers from support', async () => {
    giveComments([
      aWireComment({ id: 1, author_id: 11 }),
      aWireComment({ id: 2, author_id: 41 }),
      aWireComment({ id: 3, author_id: 42 }),
      aWireComment({ id: 4, author_id: 99 }),
    ]);
    const comments = await aZendesk().tickets.publicComments(35);
    expect(comments.map(({ authorName, fromSupport }) => [authorName, fromSupport])).toEqual([
      ['Ana', false],
      ['Rui', true],
      ['Mia', true],
      [null, null],
    ]);
  });

  test('is oldest first, with its files, and carries nothing else of Zendesk', async () => {
    const file = {
      id: 7,
      file_name: 'invoice.pdf',
      content_type: 'application/pdf',
      size: 2048,
      content_url: 'https://acme.zendesk.com/attachments/token/abc/?name=invoice.pdf',
      mapped_content_url: 'https://acme.zendesk.com/x',
    };
    giveComments([
      aWireComment({ id: 2, created_at: '2026-11-22T11:00:00Z', html_body: '<b>x</b>' }),
      aWireComment({ id: 1, attachments: [file] }),
    ]);
    const comments = await aZendesk().tickets.publicComments(35);
    expect(comments.map(({ id }) => id)).toEqual([1, 2]);
    expect(comments[0]).toEqual({
      id: 1,
      authorId: 11,
      authorName: 'Ana',
      fromSupport: false,
      text: 'Where is my invoice?',
      createdAt: new Date('2026-11-22T10:00:00Z'),
      attachments: [
        {
          id: 7,
          name: 'invoice.pdf',
          contentType: 'application/pdf',
          size: 2048,
          contentUrl: file.content_url,
        },
      ],
    });
  });

  test('takes pages by offset as well', async () => {
    nock(API)
      .get('/tickets/35/comments.json')
      .query({ include: 'users', 'page[size]': 100 })
      .reply(200, {
        comments: [aWireComment()],
        next_page: `${API}/tickets/35/comments.json?page=2`,
      });
    nock(API)
      .get('/tickets/35/comments.json')
      .query({ page: 2 })
      .reply(200, { comments: [aWireComment({ id: 502 })], next_page: null });
    expect(await aZendesk().tickets.publicComments(35)).toHaveLength(2);
  });
});

describe('a write', () => {
  test('goes to Zendesk as mapped and comes back as a ticket and its comment', async () => {
    let sent: unknown;
    nock(API)
      .post('/tickets.json', (body) => Boolean((sent = body)))
      .reply(201, { ticket: aWireTicket({ generated_timestamp: 0 }), audit: anAudit('intent-1') });
    const written = await aZendesk().tickets.create(aNewTicket(), { idempotencyKey: 'k' });
    expect(sent).toMatchObject({ ticket: { external_id: 'VS-AAAAAA-BBBBBB', priority: 'high' } });
    expect(written.ticket.number).toBe(35);
    expect(written.comment).toMatchObject({ id: 501, createdAt: new Date('2026-11-22T10:00:00Z') });
  });

  test.each([false, 'true', 1, null, undefined])(
    'whose comment came out with public %j gives no comment',
    async (value) => {
      const audit = anAudit('i', aWireComment({ public: value }));
      nock(API).put('/tickets/35.json').reply(200, { ticket: aWireTicket(), audit });
      const { comment } = await aZendesk().tickets.solve(35, { intentId: 'i', seenAt: SEEN });
      expect(comment).toBeNull();
    },
  );

  test('that Zendesk quietly did not carry out shows in the status', async () => {
    nock(API)
      .put('/tickets/35.json')
      .reply(200, { ticket: aWireTicket({ status: 'new' }) });
    const { ticket } = await aZendesk().tickets.solve(35, { intentId: 'i', seenAt: SEEN });
    expect(ticket.status).toBe('open');
  });
});

describe('looking for what we did', () => {
  test('a comment that carries no mark, or another one, is not ours', async () => {
    const audits = [anAudit('other'), { ...anAudit('x'), metadata: { system: {} } }];
    nock(API).get('/tickets/35/audits.json').query(true).reply(200, { audits, next_page: null });
    await expect(aZendesk().tickets.findReply(35, 'mine')).resolves.toBeNull();
  });

  test('the reply of an intent is found with its comment, on any page', async () => {
    nock(API)
      .get('/tickets/35/audits.json')
      .query({ sort_order: 'desc' })
      .reply(200, {
        audits: [anAudit('other')],
        next_page: `${API}/tickets/35/audits.json?page=2`,
      });
    nock(API)
      .get('/tickets/35/audits.json')
      .query({ page: 2 })
      .reply(200, { audits: [anAudit('mine')], next_page: null });
    expect(await aZendesk().tickets.findReply(35, 'mine')).toMatchObject({ id: 501 });
  });

  test('a reference finds exactly its tickets', async () => {
    nock(API)
      .get('/tickets.json')
      .query({ external_id: 'VS-AAAAAA-BBBBBB', 'page[size]': 100 })
      .reply(200, { tickets: [aWireTicket(), aWireTicket({ id: 36, external_id: 'another' })] });
    const found = await aZendesk().tickets.findByReference('VS-AAAAAA-BBBBBB');
    expect(found.map(({ number }) => number)).toEqual([35]);
  });
});

describe('the export', () => {
  const page = (changes: object = {}) => ({
    tickets: [aWireTicket()],
    after_cursor: 'next',
    end_of_stream: true,
    ...changes,
  });

  test('starts at a time, never within the last minute, and goes on by cursor', async () => {
    const zendesk = aZendesk();
    const latest = NOW.getTime() / 1000 - 61;
    nock(API)
      .get('/incremental/tickets/cursor.json')
      .query({ start_time: latest })
      .reply(200, page());
    expect(await zendesk.export.page({ startTime: NOW })).toMatchObject({
      tickets: [{ number: 35 }],
      cursor: 'next',
      endOfStream: true,
    });
    nock(API)
      .get('/incremental/tickets/cursor.json')
      .query({ cursor: 'a+b/c=' })
      .reply(200, page({ end_of_stream: false, after_cursor: null }));
    expect(await zendesk.export.page({ cursor: 'a+b/c=' })).toMatchObject({
      cursor: null,
      endOfStream: false,
    });
  });

  test('leaves out a ticket it cannot read, says which, and keeps the others', async () => {
    const { log, lines } = recordingLog();
    nock(API)
      .get('/incremental/tickets/cursor.json')
      .query(true)
      .reply(200, page({ tickets: [aWireTicket({ id: 34, updated_at: 'later' }), aWireTicket()] }));
    const { tickets } = await aZendesk({ log }).export.page({ cursor: 'c' });
    expect(tickets.map(({ number }) => number)).toEqual([35]);
    expect(lines.at(-1)).toContain('"ticket":34,"reason":"updated_at"');
  });
});
