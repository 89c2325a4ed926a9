import {
  toTicketSnapshot,
  toZendeskReply,
  toZendeskSolution,
  toZendeskTicket,
} from '../../../src/zendesk/ticket-mapping';
import { toFieldIds } from '../../../src/zendesk/field-ids';
import { ticket as wireTicket } from '../../../src/zendesk/wire/ticket';
import { aNewTicket, aWireTicket, FIELD_IDS } from './a-zendesk';

const RULES = { priorityByImpact: { normal: 'low', high: 'high', urgent: 'urgent' } } as const;
const read = (changes: object = {}) =>
  toTicketSnapshot(wireTicket.parse(aWireTicket(changes)), FIELD_IDS);
const field = (id: number, value: unknown) => ({ custom_fields: [{ id, value }] });

describe('a new ticket', () => {
  test('goes out with every word Zendesk needs, in this order', () => {
    const body = toZendeskTicket(aNewTicket({ uploadTokens: ['u1', 'u2'] }), FIELD_IDS, RULES);
    expect(JSON.stringify(body)).toBe(
      JSON.stringify({
        ticket: {
          external_id: 'VS-AAAAAA-BBBBBB',
          subject: 'Invoice',
          comment: {
            body: 'Where is my invoice?',
            public: true,
            author_id: 11,
            uploads: ['u1', 'u2'],
          },
          requester_id: 11,
          submitter_id: 11,
          organization_id: 21,
          priority: 'high',
          tags: ['vtex_portal'],
          ticket_form_id: 201,
          custom_fields: [
            { id: 101, value: 'acme' },
            { id: 102, value: 'area_financial' },
            { id: 103, value: 'impact_high' },
            { id: 104, value: 'VS-AAAAAA-BBBBBB' },
          ],
          metadata: { portal_intent: 'intent-1' },
        },
      }),
    );
  });

  test('has the same bytes whatever the order its parts were given in', () => {
    const ticket = aNewTicket({ followUpOf: 9 });
    const shuffled = Object.fromEntries(Object.entries(ticket).reverse()) as typeof ticket;
    const bytes = (one: typeof ticket) => JSON.stringify(toZendeskTicket(one, FIELD_IDS, RULES));
    expect(bytes(shuffled)).toBe(bytes(ticket));
  });

  test('names the closed ticket it follows up, and no form or reference field where there is none', () => {
    const ids = { ...FIELD_IDS, financialForm: null, portalReference: null };
    const body = JSON.stringify(toZendeskTicket(aNewTicket({ followUpOf: 9 }), ids, RULES));
    expect(body).toContain('"via_followup_source_id":9');
    expect(body).not.toContain('ticket_form_id');
    expect(body).not.toContain('104');
  });
});

const seenAt = new Date('2026-11-22T10:00:00.000Z');
const onlyIfUnchanged = { safe_update: true, updated_stamp: '2026-11-22T10:00:00Z' };

test.each([
  [true, { status: 'open' }],
  [false, {}],
])('a reply that reopens (%s) is public and carries its mark', (reopen, status) => {
  const reply = {
    authorId: 11,
    text: 'Still waiting',
    uploadTokens: ['u1'],
    intentId: 'i',
    seenAt,
  };
  expect(toZendeskReply({ ...reply, reopen })).toEqual({
    ticket: {
      comment: { body: 'Still waiting', public: true, author_id: 11, uploads: ['u1'] },
      ...status,
      metadata: { portal_intent: 'i' },
      ...onlyIfUnchanged,
    },
  });
});

test('a solution says solved and carries its mark', () => {
  expect(toZendeskSolution({ intentId: 'i', seenAt })).toEqual({
    ticket: { status: 'solved', metadata: { portal_intent: 'i' }, ...onlyIfUnchanged },
  });
});

describe("Zendesk's ticket", () => {
  test('arrives in our words', () => {
    expect(read({ assignee_id: 41, type: 'problem' })).toEqual({
      number: 35,
      reference: 'VS-AAAAAA-BBBBBB',
      account: 'acme',
      organizationId: 21,
      requesterId: 11,
      subject: 'Invoice',
      status: 'open',
      kind: 'financial',
      impact: 'high',
      assigned: true,
      isProblem: true,
      followUpOf: null,
      createdAt: new Date('2026-11-22T10:00:00Z'),
      updatedAt: new Date('2026-11-22T11:00:00Z'),
      version: 1795000000,
      deleted: false,
    });
  });

  test('may lack everything it can lack', () => {
    const bare = {
      external_id: null,
      subject: null,
      organization_id: undefined,
      custom_fields: undefined,
      via: undefined,
      generated_timestamp: undefined,
    };
    expect(read(bare)).toMatchObject({
      reference: null,
      subject: '',
      organizationId: null,
      account: null,
      kind: null,
      impact: null,
      assigned: false,
      isProblem: false,
      followUpOf: null,
      version: Date.parse('2026-11-22T11:00:00Z') / 1000,
    });
  });

  test.each([
    ['new', 'open', false],
    ['open', 'open', false],
    ['hold', 'open', false],
    ['pending', 'pending', false],
    ['solved', 'solved', false],
    ['closed', 'closed', false],
    ['deleted', 'closed', true],
    ['a_word_of_tomorrow', 'open', false],
  ])('in status %s is %s, deleted: %s', (word, status, deleted) => {
    expect(read({ status: word })).toMatchObject({ status, deleted });
  });

  test.each([
    ['area_technical', 'technical'],
    ['area_', null],
    ['technical', null],
    ['xarea_technical', null],
    [null, null],
    [7, null],
  ])('with area %j is of kind %j', (value, kind) => {
    expect(read(field(102, value)).kind).toBe(kind);
  });

  test.each([
    ['impact_normal', 'normal'],
    ['impact_urgent', 'urgent'],
    ['impact_huge', null],
    ['urgent', null],
    [null, null],
    [['impact_high'], null],
  ])('with impact level %j has impact %j', (value, impact) => {
    expect(read(field(103, value)).impact).toBe(impact);
  });

  test.each([
    ['acme', 'acme'],
    [' ACME ', 'acme'],
    ['', null],
    ['two words', null],
    ['acme.evil.test', null],
    [null, null],
    [true, null],
    [{}, null],
  ])('with VTEX account %j belongs to %j', (value, account) => {
    expect(read(field(101, value)).account).toBe(account);
  });

  test.each([
    [{ source: { rel: 'follow_up', from: { ticket_id: 9 } } }, 9],
    [{ source: { rel: 'follow_up', from: { ticket_id: '9' } } }, 9],
    [{ source: { rel: 'merge', from: { ticket_id: 9 } } }, null],
    [{ source: { rel: null, from: {} } }, null],
    [{ source: null }, null],
    [null, null],
  ])('via %j follows up %j', (via, followUpOf) => {
    expect(read({ via }).followUpOf).toBe(followUpOf);
  });

  test('just created has no timestamp of its own yet: its version is its last update', () => {
    expect(read({ generated_timestamp: 0 }).version).toBe(
      Date.parse('2026-11-22T11:00:00Z') / 1000,
    );
  });
});

describe('a lock file', () => {
  const lock = {
    groups: { financial_support: 11 },
    ticket_fields: { vtex_account: 101, area: 102, impact_level: 103, portal_reference: 104 },
    ticket_forms: { financial_support: 201 },
  };

  test('gives the ids of its instance', () => {
    expect(toFieldIds(lock)).toEqual({
      vtexAccount: 101,
      area: 102,
      impactLevel: 103,
      portalReference: 104,
      financialForm: 201,
    });
  });

  test('may do without a form', () => {
    expect(toFieldIds({ ...lock, ticket_forms: undefined }).financialForm).toBeNull();
  });

  test.each([null, {}, { ticket_fields: { ...lock.ticket_fields, area: '102' } }])(
    'of shape %j is refused with a sentence',
    (broken) => {
      expect(() => toFieldIds(broken)).toThrow(/The Zendesk lock file lacks a usable id at: /);
    },
  );
});
