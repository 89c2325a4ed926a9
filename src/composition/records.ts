import { createHints } from '../mirror/hints';
import { createProgress } from '../mirror/progress';
import { createMirroredTickets } from '../mirror/tickets';
import { createOutbox } from '../outbox/outbox';
import { createUpkeep } from '../outbox/upkeep';
import { createAccess } from '../storage/access';
import { createAuthenticators } from '../storage/authenticators';
import { createCallLedger } from '../storage/call-ledger';
import { openDatabase } from '../storage/database';
import { startEmbeddedPostgres } from '../storage/embedded-postgres';
import { createFiles } from '../storage/files';
import { createHalfwaySignIns } from '../storage/halfway-sign-ins';
import { createIdentities } from '../storage/identities';
import { createKnownBrowsers } from '../storage/known-browsers';
import { migrate } from '../storage/migrate';
import { migrations } from '../storage/migrations/all';
import { createOneTimeCodes } from '../storage/one-time-codes';
import { openPageReads } from '../storage/page-reads';
import { createPasswords } from '../storage/passwords';
import { createPeople } from '../storage/people';
import { createPhones } from '../storage/phones';
import { createRecoveryCodes } from '../storage/recovery-codes';
import { createProviderRequests } from '../storage/provider-requests';
import { createSecondSteps } from '../storage/second-steps';
import { createSessions } from '../storage/sessions';
import { createSignInLog } from '../storage/sign-in-log';
import { createTallies } from '../storage/tallies';
import { createUnprovedIdentities } from '../storage/unproved-identities';
import { LEDGER_RULES } from '../zendesk/call-ledger';
import type { Common } from './common';

export type Records = Awaited<ReturnType<typeof openRecords>>;

/** The database, given or embedded, with its tables up to date, and whoever reads and writes them. */
export async function openRecords({ settings, secrets, log, metrics, now, started }: Common) {
  const embedded = secrets.databaseUrl
    ? null
    : started(await startEmbeddedPostgres({ dataDir: settings.database.dataDir, log }), (server) =>
        server.stop(),
      );
  const connectionString = secrets.databaseUrl?.reveal() ?? embedded!.url;
  const database = started(openDatabase({ connectionString, log }), (open) => open.close());
  await migrate(database, migrations);
  const db = database.kysely;
  const reads = started(openPageReads({ connectionString, log }), (open) => open.close());

  const outbox = createOutbox(db);
  const upkeep = createUpkeep(db);
  const progress = createProgress(db);
  const ledger = createCallLedger(db, { ...LEDGER_RULES, random: Math.random });
  metrics.watchOutbox(() => outbox.countByState());
  metrics.watchOutboxAge(() => upkeep.oldestSeconds());
  metrics.watchMirror(async () => {
    const { asOf } = await progress.read();
    return asOf && (now().getTime() - asOf.getTime()) / 1000;
  });
  metrics.watchOutage(() => ledger.isOutage());

  return {
    db,
    reads,
    connectionString,
    people: createPeople(db),
    access: createAccess(db),
    sessions: createSessions(db, reads),
    codes: createOneTimeCodes(db),
    passwords: createPasswords(db),
    authenticators: createAuthenticators(db),
    phones: createPhones(db),
    recoveryCodes: createRecoveryCodes(db),
    halfway: createHalfwaySignIns(db),
    knownBrowsers: createKnownBrowsers(db),
    secondSteps: createSecondSteps(db),
    signInLog: createSignInLog(db),
    tallies: createTallies(db),
    identities: createIdentities(db),
    providerRequests: createProviderRequests(db),
    unprovedIdentities: createUnprovedIdentities(db),
    files: createFiles(db),
    outbox,
    upkeep,
    tickets: createMirroredTickets(db),
    progress,
    hints: createHints(db),
    ledger,
  };
}
