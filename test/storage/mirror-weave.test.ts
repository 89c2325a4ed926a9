import fc from 'fast-check';
import { sql } from 'kysely';
import { silentLog } from '../../src/log';
import { applySnapshots, type Apply } from '../../src/mirror/apply-snapshots';
import { createConversations } from '../../src/mirror/conversation';
import { followNext } from '../../src/mirror/follow-hints';
import { createHints } from '../../src/mirror/hints';
import { createMirroredTickets } from '../../src/mirror/tickets';
import { writeThrough } from '../../src/mirror/write-through';
import { migratedDatabase, type MigratedDatabase } from '../support/migrated-database';
import { MovingZendesk } from './a-moving-zendesk';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

const NUMBERS = [1, 2] as const;
const person = { userId: 7, name: 'Olivia', fromSupport: false, personId: null };
const directory = {
  users: async (ids: readonly number[]) => new Map(ids.map((id) => [id, person])),
  accounts: async (ids: readonly number[]) => new Map(ids.map((id) => [id, `store${id}`])),
  rememberUser: async () => undefined,
  rememberOrganization: async () => undefined,
};

/** What support does, what Zendesk tells, and what we read, write and show meanwhile. */
const ACTS = {
  support: ['change', 'answer', 'hide', 'delete', 'restore'],
  ours: ['notice', 'follow', 'poll', 'view', 'reply'],
} as const;
const LATEST = 1_000;
const step = fc.record({
  act: fc.constantFrom(...ACTS.support, ...ACTS.ours, ...ACTS.ours),
  number: fc.constantFrom(...NUMBERS),
  /** Seconds since the step before. */
  after: fc.constantFrom(0, 0, 0, 1, 3, 70),
  /** How many steps pass before the answer is here; at the latest it comes when all else is over. */
  delay: fc.constantFrom(0, 0, 1, 3, LATEST),
  /** Webhooks repeat themselves under the same name. */
  invocation: fc.nat({ max: 5 }),
});
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** Our reply's answer takes so long that support's second thoughts about it are here first. */
const hiddenBeforeItsAnswer: Step[] = [
  { act: 'poll', after: 70, delay: 0 },
  { act: 'reply', after: 3, delay: LATEST },
  { act: 'hide', after: 3, delay: 0 },
  { act: 'notice', after: 0, delay: 0 },
  { act: 'follow', after: 3, delay: 0 },
  { act: 'view', after: 3, delay: 0 },
].map((one) => ({ ...one, number: 1, invocation: 0 }) as Step);

/** Two people open a conversation at once: it is read once, for both. */
const lookedAtTogether: Step[] = [
  { act: 'poll', after: 70, delay: 0 },
  { act: 'view', after: 3, delay: LATEST },
  { act: 'view', after: 0, delay: 0 },
  { act: 'answer', after: 3, delay: 0 },
].map((one) => ({ ...one, number: 1, invocation: 0 }) as Step);

test('webhooks, exports, views and our own replies, woven in any order and however late, end in what support has', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      await sql`truncate tickets, comments, deleted_tickets, ticket_hints, webhook_invocations`.execute(
        database.kysely,
      );
      const zendesk = new MovingZendesk();
      for (const number of NUMBERS) zendesk.change(number, {});
      const copy = aCopyOf(zendesk);
      let onTheWay: { due: number; arrive: () => Promise<void> }[] = [];
      const arriveUntil = async (index: number) => {
        const here = onTheWay.filter(({ due }) => due <= index);
        onTheWay = onTheWay.filter(({ due }) => due > index);
        for (const answer of here) await answer.arrive();
      };
      for (const [index, one] of steps.entries()) {
        zendesk.pass(one.after);
        onTheWay.push({ due: index + one.delay, arrive: await copy.begin(one, index) });
        await arriveUntil(index);
      }
      // Quiet for longer than the export holds back: the last poll, then what is late by more than
      // that, and everybody looks.
      zendesk.pass(120);
      await copy.poll()();
      await arriveUntil(Infinity);
      await copy.lookAtAll();
      expect(await copy.tables()).toEqual(truthOf(zendesk));
    }),
    { numRuns: 200, examples: [[hiddenBeforeItsAnswer], [lookedAtTogether]] },
  );
}, 300_000);

function aCopyOf(zendesk: MovingZendesk) {
  const db = database.kysely;
  const log = silentLog();
  const apply: Apply = applySnapshots.bind(null, { db, directory, isOwed: async () => false });
  const hints = createHints(db);
  const tickets = createMirroredTickets(db);
  const conversations = createConversations({
    ...{ db, directory, apply, log },
    zendesk: zendesk as never,
  });
  const follow = () => followNext({ hints, zendesk, apply, log });
  const view = async (number: number) => {
    const ticket = await tickets.find(String(number));
    if (ticket) await conversations.read(ticket);
  };

  /** Views by ticket, as long as one is on its way: another one may share its answer, and so wait for it. */
  const viewing = new Map<number, Promise<void>[]>();
  async function beginView(number: number): Promise<() => Promise<void>> {
    const others = viewing.get(number);
    if (others) {
      others.push(view(number));
      return nothing;
    }
    const arrive = await zendesk.begin(() => view(number));
    viewing.set(number, []);
    return async () => {
      await arrive();
      await Promise.all(viewing.get(number) ?? []);
      viewing.delete(number);
    };
  }

  const poll = () => {
    const [snapshots, askedAt] = [zendesk.exported(), zendesk.clock()];
    return () => apply(snapshots, askedAt);
  };

  /** @returns what is still to come of it */
  async function begin({ act, number, invocation }: Step, index: number) {
    const isLiving = zendesk.living().some(({ snapshot }) => snapshot.number === number);
    switch (act) {
      case 'notice':
        await hints.keep(`invocation-${invocation}`, number, zendesk.clock());
        return nothing;
      case 'follow':
        return zendesk.begin(follow);
      case 'view':
        return beginView(number);
      case 'poll':
        return poll();
      case 'reply':
        return isLiving ? reply(number, `Reply ${index}`) : nothing;
      case 'restore':
        if (!isLiving) zendesk.change(number, { deleted: false });
        return nothing;
    }
    if (!isLiving) return nothing;
    if (act === 'change') zendesk.change(number, { subject: `Subject ${index}` });
    if (act === 'delete') zendesk.change(number, { deleted: true });
    if (act === 'answer') zendesk.comment(number, `Answer ${index}`);
    if (act === 'hide') zendesk.hide(number);
    return nothing;
  }

  async function reply(number: number, text: string): Promise<() => Promise<void>> {
    const known = await tickets.find(String(number));
    if (!known) return nothing;
    const comment = zendesk.comment(number, text);
    const { snapshot: ticket } = zendesk.ticket(number);
    return () =>
      db.transaction().execute((trx) =>
        writeThrough({ directory, tickets }, trx, {
          reference: known.reference,
          isNewTicket: false,
          author: { personId: '00000000-0000-4000-8000-000000000000', name: 'Olivia' },
          result: { ticket, comment },
        }),
      );
  }

  return {
    begin,
    poll,
    async lookAtAll(): Promise<void> {
      for (const number of NUMBERS) await view(number);
    },
    async tables() {
      const rows = await db
        .selectFrom('tickets')
        .select(['number', 'subject', 'account', 'version'])
        .orderBy('number')
        .execute();
      const comments = await db
        .selectFrom('comments')
        .select(['id', 'number', 'text'])
        .orderBy('id')
        .execute();
      return { tickets: rows, comments };
    },
  };
}

function truthOf(zendesk: MovingZendesk) {
  const living = zendesk.living().sort((a, b) => a.snapshot.number - b.snapshot.number);
  const comments = living.flatMap(({ snapshot: { number }, comments }) =>
    comments.map(({ id, text }) => ({ id, number, text })),
  );
  return {
    tickets: living.map(({ snapshot: { number, subject, version } }) => ({
      ...{ number, subject, version },
      account: 'store1',
    })),
    comments: comments.sort((a, b) => a.id - b.id),
  };
}

const nothing = async () => {};
