import { sql } from 'kysely';
import { silentLog } from '../../src/log';
import { openDatabase } from '../../src/storage/database';

/** Rows one statement writes; the pool ends statements after 15 s. */
const AT_ONCE = 50_000;

/**
 * Fills our copy with tickets, one a minute back into the past. Half of them are the largest
 * account's, a tenth the second's, and the rest spread over two thousand others. Every twentieth is
 * the visitor's own. Of a hundred 80 are closed, 8 solved, 4 pending and 8 open, as after some years.
 * @param visitor may enter the accounts `largest` and `second`
 */
export async function fill(databaseUrl: string, tickets: number, visitor: string): Promise<void> {
  const database = openDatabase({ connectionString: databaseUrl, log: silentLog() });
  const db = database.kysely;
  for (let done = 0; done < tickets; done += AT_ONCE) {
    const last = Math.min(done + AT_ONCE, tickets);
    await sql`
      insert into tickets (reference, number, account, person_id, requester_name, kind, impact,
        subject, status, created_at, updated_at, version)
      select 'number-' || 10000000 - n, 10000000 - n,
        case when n % 10 < 5 then 'largest' when n % 10 = 5 then 'second'
             else 'account' || (n / 10) % 2000 end,
        case when n % 20 = 0 then ${visitor}::uuid end, 'Bench Owner', 'financial',
        (array['normal', 'high', 'urgent'])[1 + n % 3], 'Question number ' || n,
        case when n / 7 % 100 < 80 then 'closed' when n / 7 % 100 < 88 then 'solved'
             when n / 7 % 100 < 92 then 'pending' else 'open' end,
        now() - make_interval(mins => n), now() - make_interval(mins => n), 1
      from generate_series(${done + 1}::int, ${last}::int) as n`.execute(db);
  }
  await sql`vacuum (analyze) tickets`.execute(db);
  await database.close();
}

/** @returns the address of the page that begins in the middle of the account `largest` */
export async function deepPage(databaseUrl: string, tickets: number): Promise<string> {
  const database = openDatabase({ connectionString: databaseUrl, log: silentLog() });
  const edge = await database.kysely
    .selectFrom('tickets')
    .select(['activity_at', 'reference'])
    .where('number', '=', 10_000_000 - tickets / 2)
    .executeTakeFirstOrThrow();
  await database.close();
  const cursor = Buffer.from(`${edge.activity_at.getTime()} ${edge.reference}`);
  return `/tickets?scope=all&after=${cursor.toString('base64url')}`;
}
