import type { Customer } from '../../../src/domain/customer';
import { mayRead, solvability, ticketId, type Ticket } from '../../../src/domain/ticket';

const customer: Customer = {
  id: 'person-1',
  name: 'Olívia Azul',
  email: 'owner@lojaazul.example',
  locale: 'pt',
  accounts: ['lojaazul', 'lojaazulb2b'],
};

const ticket: Ticket = {
  reference: 'VS-000000-000000',
  number: 17,
  account: 'lojaazul',
  requesterId: 'person-1',
  requesterName: 'Olívia Azul',
  kind: 'financial',
  impact: 'normal',
  subject: 'Invoice of October',
  status: 'open',
  assigned: true,
  isProblem: false,
  deleted: false,
  beingSent: false,
  followUpOf: null,
  createdAt: new Date(0),
  lastActivityAt: new Date(0),
};

describe('a customer may read', () => {
  test.each([
    ['their own ticket of their account', 'lojaazul', 'person-1', true],
    ["a colleague's ticket of their account", 'lojaazulb2b', 'person-2', true],
    ["another account's ticket", 'modaverde', 'person-2', false],
    ['their own ticket of an account they left', 'modaverde', 'person-1', false],
    ['their own ticket without an account', null, 'person-1', true],
    ["somebody else's ticket without an account", null, 'person-2', false],
    ['the ticket of nobody known without an account', null, null, false],
  ])('%s: account %s, requester %s → %s', (_what, account, requesterId, may) => {
    expect(mayRead(customer, { account, requesterId })).toBe(may);
  });

  test('nothing once every account is gone', () => {
    expect(mayRead({ ...customer, accounts: [] }, ticket)).toBe(false);
  });
});

describe('a merchant marks a ticket as solved', () => {
  test.each<[string, Partial<Ticket>, string]>([
    ['an open one that an agent has', {}, 'yes'],
    ['one that waits for them', { status: 'pending' }, 'yes'],
    ['one no agent has taken', { assigned: false }, 'not_assigned'],
    ['the common cause of others', { isProblem: true }, 'problem'],
    ['one still on its way', { number: null }, 'being_sent'],
    ['one that is solved', { status: 'solved' }, 'solved'],
    ['one that is closed', { status: 'closed' }, 'closed'],
    ['one that support deleted', { status: 'closed', deleted: true }, 'deleted'],
    [
      'a closed problem nobody has',
      { status: 'closed', isProblem: true, assigned: false },
      'closed',
    ],
    ['a problem no agent has taken', { isProblem: true, assigned: false }, 'problem'],
  ])('%s: %o → %s', (_what, changes, answer) => {
    expect(solvability({ ...ticket, ...changes })).toBe(answer);
  });
});

test("a ticket's address is support's number, and our reference until there is one", () => {
  expect(ticketId(ticket)).toBe('17');
  expect(ticketId({ ...ticket, number: null })).toBe('VS-000000-000000');
});
