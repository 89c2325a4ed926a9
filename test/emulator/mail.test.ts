import { createClock } from '../../src/emulator/clock';
import { decodeTicketId, encodeTicketId } from '../../src/emulator/mail/encoded-id';
import { createMail, type Notification } from '../../src/emulator/mail/mail';
import type { SentMail, User } from '../../src/emulator/records';
import { seedState } from '../../src/emulator/seed';
import { nextId } from '../../src/emulator/state';
import { newEndUser } from '../../src/emulator/users';
import { AGENTS } from './client';

const STAMP = '2026-11-27T10:00:00Z';

/** An account without its HTTP side: rules alone send mail. */
function anAccount() {
  const state = seedState({ agents: AGENTS }, STAMP);
  const left: SentMail[] = [];
  const world = { state, clock: createClock(), changed: () => undefined };
  const mail = createMail(
    () => world,
    (sent) => left.push(sent),
  );
  const person = (email: string | null, more: Partial<User> = {}) => {
    const user = newEndUser(state, STAMP, { name: 'Olivia', email, ...more });
    state.users.set(user.id, user);
    return user.id;
  };
  const notify = (recipientIds: number[], more: Partial<Notification> = {}) =>
    mail.notify({ ticketId: 12, recipientIds, subject: 'About it', body: 'Hello', ...more });
  const agent = [...state.users.values()].find(({ email }) => email === AGENTS[0]?.email);
  return { state, left, person, notify, agentId: agent?.id };
}

test('a mail says above which line to answer, which ticket it is about, and where an answer goes', () => {
  const { state, left, person, notify } = anAccount();
  notify([person('olivia@shop.example')], { subject: 'Re:\r\nBcc: all@shop.example' });
  const [mail] = left;
  const encoded = encodeTicketId(12);
  expect(mail).toMatchObject({
    to: 'olivia@shop.example',
    from: '"Support" <support@emulator.example>',
    replyTo: `support+id${encoded}@emulator.example`,
    subject: 'Re: Bcc: all@shop.example',
    text: `##- Please type your reply above this line -##\n\nHello\n\n[${encoded}]\n`,
  });
  expect(state.sentMails).toEqual(left);
});

test('what an agent did is told in the agent’s name, what a merchant did in support’s', () => {
  const { left, person, notify, agentId } = anAccount();
  const olivia = person('olivia@shop.example');
  notify([olivia], { actorId: agentId });
  notify([olivia], { actorId: olivia });
  expect(left.map(({ from }) => from)).toEqual([
    '"Ana Agent (Support)" <support@emulator.example>',
    '"Support" <support@emulator.example>',
  ]);
});

test('the mails of a ticket are one thread, and each answers the one before it', () => {
  const { left, person, notify } = anAccount();
  const olivia = person('olivia@shop.example');
  notify([olivia]);
  notify([olivia, person('omar@shop.example')]);
  notify([olivia], { ticketId: 13 });
  const [first, second, other, elsewhere] = left;
  const root = `<${encodeTicketId(12)}@emulator.example>`;
  expect(first).toMatchObject({ inReplyTo: root, references: [root] });
  expect(second).toMatchObject({
    inReplyTo: first?.messageId,
    references: [root, first?.messageId],
  });
  expect(other?.references).toEqual([root]);
  expect(elsewhere?.references).not.toContain(root);
  expect(new Set(left.map(({ messageId }) => messageId)).size).toBe(4);
});

test('the next mail to whoever answered by mail answers that', () => {
  const { state, left, person, notify } = anAccount();
  const olivia = person('olivia@shop.example');
  notify([olivia]);
  const received = {
    from: { address: 'Olivia@shop.example', name: '' },
    to: { address: '', name: '' },
  };
  const mail = { messageId: '<1@shop.example>', ...received };
  const audit = { ticketId: 12, authorId: olivia, custom: {}, events: [], createdAt: STAMP };
  state.audits.set(12, [{ id: nextId(state), channel: 'email', mail, ...audit }]);
  notify([olivia]);
  expect(left[1]?.inReplyTo).toBe('<1@shop.example>');
  expect(left[1]?.references).toEqual([left[0]?.references[0], '<1@shop.example>']);
});

test('nobody suspended or without an address is mailed, nor Zendesk itself, nor anybody twice', () => {
  const { left, person, notify } = anAccount();
  const olivia = person('olivia@shop.example');
  notify([
    person('gone@shop.example', { suspended: true }),
    person(null),
    person('support@emulator.example'),
    person('support@other.zendesk.com'),
    olivia,
    olivia,
    99,
  ]);
  expect(left.map(({ to }) => to)).toEqual(['olivia@shop.example']);
});

test('the newest 500 are kept', () => {
  const { state, left, person, notify } = anAccount();
  const olivia = person('olivia@shop.example');
  for (let sent = 0; sent < 502; sent += 1) notify([olivia], { subject: `Mail ${sent}` });
  expect(left).toHaveLength(502);
  expect(state.sentMails).toHaveLength(500);
  expect(state.sentMails[0]?.subject).toBe('Mail 2');
});

test('an encoded number is read back, and nothing that only looks like one', () => {
  for (const id of [1, 35, 36, 46_655, 60_466_175, 60_466_176, 2_000_000_000]) {
    const encoded = encodeTicketId(id);
    expect(encoded).toMatch(/^[A-Z][0-9A-Z]{5,}-[0-9A-Z]{4}$/);
    expect(decodeTicketId(encoded.toLowerCase())).toBe(id);
  }
  for (const words of ['', '12', 'ABC123-0XYZ', 'A00001-0000', `${encodeTicketId(7)}0`]) {
    expect(decodeTicketId(words)).toBeUndefined();
  }
});
