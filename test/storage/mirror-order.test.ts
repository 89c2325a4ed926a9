import fc from 'fast-check';
import { sql } from 'kysely';
import { applySnapshots } from '../../src/mirror/apply-snapshots';
import type { TicketSnapshot } from '../../src/zendesk/ticket-mapping';
import { migratedDatabase, type MigratedDatabase } from '../support/migrated-database';

let database: MigratedDatabase;

beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

const START = 1_800_000_000;
const directory = {
  users: async (ids: readonly number[]) =>
    new Map(
      ids.map((userId) => [
        userId,
        { userId, name: `U${userId}`, fromSupport: false, personId: null },
      ]),
    ),
  accounts: async (ids: readonly number[]) => new Map(ids.map((id) => [id, `store${id}`])),
};

/** One thing that happens to a ticket, so many seconds (often none) after the one before. */
const step = fc.record({
  after: fc.constantFrom(0, 0, 1, 3),
  organization: fc.integer({ min: 1, max: 3 }),
  status: fc.constantFrom('open' as const, 'pending' as const, 'solved' as const),
  deleted: fc.boolean(),
});
const histories = fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), {
  minLength: 1,
  maxLength: 3,
});

/** A state as somebody came to know it: read at once, by a webhook or a write, or late, in an export. */
interface News {
  readonly snapshot: TicketSnapshot;
  readonly askedAt: Date;
}

function statesOf(
  history: readonly {
    after: number;
    organization: number;
    status: TicketSnapshot['status'];
    deleted: boolean;
  }[],
  number: number,
): TicketSnapshot[] {
  let version = START;
  return history.map(({ after, organization, status, deleted }, index) => {
    version += after;
    return {
      number,
      reference: null,
      account: null,
      organizationId: organization,
      requesterId: organization,
      subject: `State ${index}`,
      status,
      kind: 'financial',
      impact: 'normal',
      assigned: false,
      isProblem: false,
      followUpOf: null,
      createdAt: new Date(START * 1000),
      updatedAt: new Date(version * 1000),
      version,
      deleted,
    };
  });
}

/** What webhooks and writes tell, at the moment of each state, and what the export tells in the end. */
function newsOf(states: readonly TicketSnapshot[]): { early: News[]; late: News } {
  const last = states.at(-1)!;
  return {
    early: states.map((snapshot) => ({ snapshot, askedAt: new Date(snapshot.version * 1000) })),
    late: { snapshot: last, askedAt: new Date((last.version + 60) * 1000) },
  };
}

async function tablesAfter(news: readonly News[]): Promise<unknown> {
  const db = database.kysely;
  await sql`truncate tickets, comments, deleted_tickets`.execute(db);
  for (const { snapshot, askedAt } of news) {
    await applySnapshots({ db, directory, isOwed: async () => false }, [snapshot], askedAt);
  }
  return db
    .selectFrom('tickets')
    .select(['number', 'account', 'subject', 'shown_status', 'version', 'requester_name'])
    .orderBy('number')
    .execute();
}

test('in whatever order, however often and however late news of tickets arrive, the tables end the same', async () => {
  const scenario = histories.chain((lists) => {
    const each = lists.map((history, index) => newsOf(statesOf(history, index + 1)));
    const all = each.flatMap(({ early, late }) => [...early, late]);
    const told = fc.array(fc.nat({ max: all.length - 1 }), { maxLength: 20 });
    return fc
      .tuple(told, fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }))
      .map(([again, shuffled]) => ({
        each,
        news: [...again.map((index) => all[index]!), ...shuffled],
      }));
  });
  await fc.assert(
    fc.asyncProperty(scenario, async ({ each, news }) => {
      const orderly = each.flatMap(({ early, late }) => [...early, late]);
      expect(await tablesAfter(news)).toEqual(await tablesAfter(orderly));
      const living = each.map(({ late }) => late.snapshot).filter(({ deleted }) => !deleted);
      expect(await tablesAfter(news)).toMatchObject(
        living.map(({ number, subject }) => ({ number, subject })),
      );
    }),
    { numRuns: 100 },
  );
}, 120_000);
