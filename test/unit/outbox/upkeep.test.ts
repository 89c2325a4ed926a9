import { randomUUID } from 'node:crypto';
import { createLog, silentLog } from '../../../src/log';
import { WORKERS_CHANNEL } from '../../../src/outbox/call-workers';
import type { Act } from '../../../src/outbox/intent';
import { createOutbox } from '../../../src/outbox/outbox';
import { createUpkeep } from '../../../src/outbox/upkeep';
import { lookForDelays } from '../../../src/outbox/watch';
import { listen } from '../../../src/storage/listen';
import { eventually } from '../../support/eventually';
import { migratedDatabase, type MigratedDatabase } from '../../support/migrated-database';

const SOLVE: Act = { kind: 'solve', payload: {} };
const personId = randomUUID();

describe('what the outbox keeps, and for how long', () => {
  let db: MigratedDatabase;
  beforeAll(async () => {
    db = await migratedDatabase();
    await db.pool.query(
      `insert into people (id, email, name, locale) values ($1, 'a@b.c', 'A', 'en')`,
      [personId],
    );
  });
  beforeEach(() => db.pool.query('truncate outbox, files cascade'));
  afterAll(async () => {
    await db.drop();
  });

  const act = async (days: number, state: 'waiting' | 'delivered' | 'dropped') => {
    const intent = randomUUID();
    await db.pool.query(
      `insert into outbox (intent, kind, reference, person_id, payload, state, created_at, delivered_at)
       values ($1, 'create', $1, $2, '{}', $3, now() - make_interval(days => $4),
               case when $3 = 'delivered' then now() - make_interval(days => $4) end)`,
      [intent, personId, state, days],
    );
    // Letting go of an act takes its files at once.
    if (state === 'dropped') return intent;
    await db.pool.query(
      `insert into files (id, intent, person_id, name, content_type, size, sha256, complete, accepted)
       values ($1, $2, $3, 'a.txt', 'text/plain', 1, '', true, true)`,
      [randomUUID(), intent, personId],
    );
    return intent;
  };
  const left = async (table: 'outbox' | 'files') => {
    const { rows } = await db.pool.query<{ intent: string }>(
      `select intent from ${table} order by 1`,
    );
    return rows.map(({ intent }) => intent);
  };
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

  test('what was delivered long ago goes, what waits stays however old it is', async () => {
    const [waiting, recent] = [await act(90, 'waiting'), await act(8, 'delivered')];
    await act(40, 'delivered');
    await act(40, 'dropped');
    const upkeep = createUpkeep(db.kysely);
    await upkeep.sweepFiles(daysAgo(7));
    expect(await left('files')).toEqual([waiting]);
    await upkeep.sweepSettled(daysAgo(30));
    expect(await left('outbox')).toEqual([waiting, recent].sort());
  });

  test('waiting for more than a quarter of an hour is an error in the log', async () => {
    const lines: string[] = [];
    const log = createLog({
      level: 'error',
      destination: { write: (line: string) => lines.push(line) > 0 },
    });
    const upkeep = createUpkeep(db.kysely);
    await act(0, 'waiting');
    await lookForDelays({ upkeep, log });
    expect(lines).toEqual([]);
    await act(1, 'waiting');
    await lookForDelays({ upkeep, log });
    expect(lines).toHaveLength(1);
    expect(await upkeep.oldestSeconds()).toBeCloseTo(86_400, -1);
  });

  test('a worker of another process hears at once of what is taken on, also after its connection was lost', async () => {
    let heard = 0;
    const listener = listen({
      connectionString: db.url,
      channel: WORKERS_CHANNEL,
      heard: () => void (heard += 1),
      log: silentLog(),
    });
    await eventually(() => expect(heard).toBe(1));
    const enqueue = () =>
      db.kysely.transaction().execute((trx) =>
        createOutbox(db.kysely).enqueue(trx, {
          intent: randomUUID(),
          reference: 'VS-1',
          personId,
          act: SOLVE,
        }),
      );
    await enqueue();
    await eventually(() => expect(heard).toBe(2));

    await db.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'support-portal-listener' and datname = current_database()`,
    );
    await eventually(() => expect(heard).toBe(3));
    await enqueue();
    await eventually(() => expect(heard).toBe(4));
    await listener.stop();
  });
});
