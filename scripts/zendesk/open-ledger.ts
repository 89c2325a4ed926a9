import { sql } from 'kysely';
import type { Started } from '../../src/composition/endings';
import { silentLog } from '../../src/log';
import type { Secret } from '../../src/settings/secrets';
import { createCallLedger } from '../../src/storage/call-ledger';
import { openDatabase } from '../../src/storage/database';
import { LEDGER_RULES, type CallLedger } from '../../src/zendesk/call-ledger';
import { createMemoryLedger } from '../../src/zendesk/memory-ledger';

/**
 * Where the portals on this account count their calls, if their database is set and can be reached:
 * then there is one budget for all. Else this command counts by itself, and says so.
 */
export async function openLedger(url: Secret | null, started: Started): Promise<CallLedger> {
  if (!url) return alone();
  const database = openDatabase({ connectionString: url.reveal(), log: silentLog() });
  try {
    await sql`select 1 from call_windows, call_failures limit 1`.execute(database.kysely);
  } catch {
    await database.close();
    process.stderr.write("The portal's database cannot be read; calls are counted here alone.\n");
    return alone();
  }
  started(database, (open) => open.close());
  return createCallLedger(database.kysely, { ...LEDGER_RULES, random: Math.random });
}

function alone(): CallLedger {
  return createMemoryLedger({ now: () => new Date() });
}
