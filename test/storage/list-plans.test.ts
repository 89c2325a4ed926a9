import { silentLog } from '../../src/log';
import { listStatement } from '../../src/mirror/ticket-list-statement';
import { openPageReads, type PageReads } from '../../src/storage/page-reads';
import { migratedDatabase, type MigratedDatabase } from '../support/migrated-database';

const PERSON = '5b6d2f0e-0000-4000-8000-000000000001';
const EDGE = [new Date(), 'number-100'] as const;

describe('the list in a large account among thousands of small ones', () => {
  let database: MigratedDatabase;
  let reads: PageReads;

  beforeAll(async () => {
    database = await migratedDatabase();
    await database.pool.query(`
      insert into people (id, email, name, locale) values ('${PERSON}', 'large@plans.example', 'Large', 'en');
      insert into tickets (reference, number, account, person_id, requester_name, subject, status,
        created_at, updated_at, version)
      select 'number-' || n, n, case when n % 2 = 0 then 'large' else 'small' || n end,
        case when n % 2 = 0 then '${PERSON}'::uuid end, 'Somebody', 'Something',
        (array['open', 'solved', 'closed'])[1 + n % 3], now(), now() - make_interval(mins => n), 1
      from generate_series(1, 8000) as n;
      analyze tickets;`);
    reads = openPageReads({ connectionString: database.url, log: silentLog() });
  });
  afterAll(async () => {
    await reads.close();
    await database.drop();
  });

  test.each([
    ["everybody's", { mine: false, byStatus: false, direction: 'first' }, [['large', 'small1']]],
    [
      "everybody's of two statuses",
      { mine: false, byStatus: true, direction: 'first' },
      [['large'], ['open', 'solved']],
    ],
    [
      "everybody's, deep inside",
      { mine: false, byStatus: false, direction: 'after' },
      [['large'], ...EDGE],
    ],
    ['my own', { mine: true, byStatus: false, direction: 'first' }, [['large'], PERSON]],
    [
      'my own of one status, deep inside',
      { mine: true, byStatus: true, direction: 'before' },
      [['large'], PERSON, ['open'], ...EDGE],
    ],
  ] as const)('%s reads a page of rows, not the whole account', async (name, shape, values) => {
    const { text } = listStatement({ ...shape, rows: 26 });
    const explained = { name: `explain ${name}`, text: `explain (analyze, format json) ${text}` };
    const [plan] = await reads.read<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(explained, values);
    expect(mostRows(plan!['QUERY PLAN'][0].Plan)).toBeLessThanOrEqual(100);
  });
});

interface PlanNode {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly PlanNode[];
}

/** @returns the most rows that any part of the plan had in its hands */
function mostRows(node: PlanNode): number {
  const own = node['Actual Rows'] * node['Actual Loops'];
  return Math.max(own, ...(node.Plans ?? []).map(mostRows));
}
