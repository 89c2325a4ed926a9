import { AppError } from '../../src/errors';
import { silentLog } from '../../src/log';
import { openPageReads, type PageReads } from '../../src/storage/page-reads';
import { eventually } from '../support/eventually';
import { migratedDatabase, type MigratedDatabase } from '../support/migrated-database';

const DOUBLE = { name: 'double', text: 'select 2 * $1::int as doubled' };
const DIVIDE = { name: 'divide', text: 'select 1 / $1::int as part' };

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
