import { AppError } from '../../src/errors';
import { silentLog } from '../../src/log';
import { openPageReads, type PageReads } from '../../src/storage/page-reads';
import { eventually } from '../support/eventually';
import { migratedDatabase, type MigratedDatabase } from '../support/migrated-database';

const DOUBLE = { name: 'double', text: 'select 2 * $1::int as doubled' };
const DIVIDE = { name: 'divide', text: 'select 1 / $1::int as part' };
const ODD_ONES = {
  name: 'odd-ones',
  text: `select key, cardinality($1::text[]) as together
    from unnest($1::text[]) as key where key::int % 2 = 1`,
};

describe('reads that pages share a connection for', () => {
  let database: MigratedDatabase;
  let reads: PageReads;

  beforeAll(async () => {
    database = await migratedDatabase();
    reads = openPageReads({ connectionString: database.url, log: silentLog() });
  });
  afterAll(async () => {
    await reads.close();
    await database.drop();
  });

  test('asked together, each gets its own answer, and a refused one harms no other', async () => {
    const answers = await Promise.allSettled([
      reads.read(DOUBLE, [1]),
      reads.read(DIVIDE, [0]),
      reads.read(DOUBLE, [2]),
      reads.read(DIVIDE, [1]),
    ]);
    expect(answers).toMatchObject([
      { value: [{ doubled: 2 }] },
      { reason: { code: '22012' } },
      { value: [{ doubled: 4 }] },
      { value: [{ part: 1 }] },
    ]);
  });

  test('looked for together, each finds its own, by one run of the statement', async () => {
    const find = (key: string) => reads.find<{ key: string; together: number }>(ODD_ONES, key);
    expect(await Promise.all([find('1'), find('2'), find('3'), find('1')])).toEqual([
      { key: '1', together: 3 },
      undefined,
      { key: '3', together: 3 },
      { key: '1', together: 3 },
    ]);
    expect(await find('5')).toEqual({ key: '5', together: 1 });
  });

  test('looked for in vain where the statement fails, all who waited hear of it, and it works again', async () => {
    const answers = await Promise.allSettled([
      reads.find(ODD_ONES, '1'),
      reads.find(ODD_ONES, 'no number'),
    ]);
    expect(answers).toMatchObject([{ reason: { code: '22P02' } }, { reason: { code: '22P02' } }]);
    expect(await reads.find(ODD_ONES, '7')).toMatchObject({ key: '7' });
  });

  test('whose connection was cut say "unavailable" at most, and then work again', async () => {
    await reads.read(DOUBLE, [1]);
    const cut = await database.pool.query(`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'support-portal-pages'`);
    expect(cut.rowCount).toBe(1);
    const troubles: unknown[] = [];
    const answer = await eventually(() =>
      reads.read(DOUBLE, [4]).catch((error: unknown) => {
        troubles.push(error instanceof AppError ? error.code : error);
        throw error;
      }),
    );
    expect(troubles.filter((trouble) => trouble !== 'unavailable')).toEqual([]);
    expect(answer).toEqual([{ doubled: 8 }]);
  });
});
