import { createHmac, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Express } from 'express';
import { sql } from 'kysely';
import type { Impact } from './domain/ticket';
import type { Offer, Priority } from './domain/offer';
import { startHousekeeping } from './housekeeping';
import type { DemoMailbox } from './http/demo-mailbox';
import { createHttpApp } from './http/server';
import { createLog, type Log } from './log';
import { createSmtpMailer, type Mailer } from './messages/mail';
import { createCodeSender } from './messages/sign-in-code';
import { createMetrics, type Metrics } from './metrics';
import { applySnapshots } from './mirror/apply-snapshots';
import { createAttachmentSource } from './mirror/attachments';
import { createConversations } from './mirror/conversation';
import { createDirectory } from './mirror/directory';
import { startFollowing } from './mirror/follow-hints';
import { createHints } from './mirror/hints';
import { startPolling } from './mirror/poll';
import { createProgress } from './mirror/progress';
import { createTicketList } from './mirror/ticket-list';
import { createMirroredTickets } from './mirror/tickets';
import { createWebhook } from './mirror/webhook';
import { writeThrough } from './mirror/write-through';
import { WORKERS_CHANNEL } from './outbox/call-workers';
import { deliverNext } from './outbox/deliver';
import { holdLease } from './outbox/lease';
import { perform } from './outbox/perform';
import { createOutbox } from './outbox/outbox';
import { createRequesters } from './outbox/requesters';
import { createUpkeep } from './outbox/upkeep';
import { startWatch } from './outbox/watch';
import { startWorker } from './outbox/worker';
import { projectRoot } from './settings/project-root';
import type { Secrets } from './settings/secrets';
import type { Settings } from './settings/settings';
import { createAccess, type Access } from './storage/access';
import { openDatabase } from './storage/database';
import { startEmbeddedPostgres } from './storage/embedded-postgres';
import { createFiles } from './storage/files';
import { listen } from './storage/listen';
import { migrate } from './storage/migrate';
import { migrations } from './storage/migrations/all';
import { createPeople, type People } from './storage/people';
import { createSessions } from './storage/sessions';
import { createSignInCodes } from './storage/sign-in-codes';
import { createCodeSeal } from './use-cases/code-seal';
import { createPortal } from './use-cases/portal';
import type { Auth } from './zendesk/credentials';
import { toFieldIds } from './zendesk/field-ids';
import { within } from './within';
import { connectZendesk, type Zendesk } from './zendesk/zendesk';

/** What a test or the demo may put in place of the real thing. */
export interface Parts {
  log: Log;
  mailer: Mailer;
  mailbox: DemoMailbox;
  zendesk: Zendesk;
  now: () => Date;
}

/** The whole product, ready to be listened to. */
export interface App {
  readonly http: Express;
  readonly people: People;
  readonly access: Access;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Says "not ready" from now on, so that a balancer sends its visitors elsewhere. */
  retire(): void;
  /** Ends what `compose` started, newest first. */
  stop(): Promise<void>;
}

/** How many deliveries run side by side, and how long a lane sleeps when nobody wakes it. */
const WORKER = { lanes: 4, idleMs: 1_000 };
/**
 * How long stopping waits for what is under way. A delivery left half-way is looked up and taken
 * over after its lease, a poll repeats its page.
 */
const GRACE_MS = { delivery: 2_000, poll: 500, mail: 1_000 };

/** The composition root: every part is built here, once, and ended here in reverse. */
export async function compose(
  settings: Settings,
  secrets: Secrets,
  overrides: Partial<Parts> = {},
): Promise<App> {
  const endings: (() => unknown)[] = [];
  const started = <T>(part: T, end: (part: T) => unknown): T => {
    endings.push(() => end(part));
    return part;
  };
  const stop = async () => {
    for (const end of endings.splice(0).reverse()) await end();
  };
  try {
    return { ...(await build(settings, secrets, overrides, started)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function build(
  settings: Settings,
  secrets: Secrets,
  overrides: Partial<Parts>,
  started: <T>(part: T, end: (part: T) => unknown) => T,
): Promise<Omit<App, 'stop'>> {
  const now = overrides.now ?? (() => new Date());
  const log = overrides.log ?? createLog({ level: settings.log.level });
  const metrics = createMetrics();

  const embedded = secrets.databaseUrl
    ? null
    : started(await startEmbeddedPostgres({ dataDir: settings.database.dataDir, log }), (server) =>
        server.stop(),
      );
  const connectionString = secrets.databaseUrl?.reveal() ?? embedded!.url;
  const database = started(openDatabase({ connectionString, log }), (open) => open.close());
  await migrate(database, migrations);
  const db = database.kysely;

  const people = createPeople(db);
  const access = createAccess(db);
  const sessions = createSessions(db);
  const codes = createSignInCodes(db);
  const files = createFiles(db);
  const outbox = createOutbox(db);
  const upkeep = createUpkeep(db);
  const tickets = createMirroredTickets(db);
  const progress = createProgress(db);
  const hints = createHints(db);
  metrics.watchOutbox(() => outbox.countByState());
  metrics.watchOutboxAge(() => upkeep.oldestSeconds());
  metrics.watchMirror(async () => {
    const asOf = await progress.asOf();
    return asOf && (now().getTime() - asOf.getTime()) / 1000;
  });

  const zendesk =
    overrides.zendesk ??
    started(
      connectZendesk({
        url: settings.zendesk.url,
        auth: zendeskAuth(settings, secrets),
        fieldIds: toFieldIds(settings.zendesk.lock),
        rules: { priorityByImpact: prioritiesOf(settings.offer) },
        timeoutMs: settings.zendesk.timeoutMs,
        log,
        now,
        observe: metrics.zendeskCall,
      }),
      (connection) => connection.close(),
    );

  const directory = createDirectory({ db, zendesk });
  const apply = applySnapshots.bind(null, { db, directory });
  const conversations = createConversations({ db, zendesk, directory, apply, log });

  const deliveries = {
    zendesk,
    files,
    requesters: createRequesters({ db, zendesk }),
    addressOf: (reference: string) => tickets.addressOf(reference),
    holdLease: holdLease.bind(null, { outbox }),
    log,
  };
  const worker = started(
    startWorker({
      deliverNext: () =>
        deliverNext({
          db,
          outbox,
          perform: (claimed) => perform(deliveries, claimed),
          onSettled: (trx, claimed, result) =>
            writeThrough({ directory, tickets }, trx, {
              reference: claimed.reference,
              isNewTicket: claimed.kind === 'create',
              author:
                claimed.kind === 'solve'
                  ? null
                  : { personId: claimed.personId, name: claimed.payload.requester.name },
              result,
            }),
          log,
          random: Math.random,
        }),
      log,
      ...WORKER,
    }),
    (running) => within(GRACE_MS.delivery, running.stop()),
  );
  started(
    listen({ connectionString, channel: WORKERS_CHANNEL, heard: () => worker.wake(), log }),
    (listener) => listener.stop(),
  );
  started(startWatch({ upkeep, log }), (watch) => watch.stop());
  started(
    startPolling({ db, zendesk, progress, apply, log, now }, settings.zendesk.pollSeconds * 1000),
    (poller) => within(GRACE_MS.poll, poller.stop()),
  );
  const follower = started(startFollowing({ hints, zendesk, apply, log }), (running) =>
    within(GRACE_MS.poll, running.stop()),
  );
  started(
    startHousekeeping({ sessions, codes, files, hints, upkeep, keep: settings.outbox, log, now }),
    (keeper) => keeper.stop(),
  );

  const mailer =
    overrides.mailer ??
    started(
      createSmtpMailer({ url: secrets.smtpUrl!.reveal(), from: settings.mail.from, log }),
      (smtp) => smtp.close(),
    );
  const codeSender = started(
    createCodeSender({
      mailer,
      texts: settings.texts.signInCode,
      observe: metrics.signInCodeSent,
      log,
    }),
    (sender) => within(GRACE_MS.mail, sender.drain()),
  );

  const portal = createPortal({
    db,
    people,
    codes,
    files,
    outbox,
    upkeep,
    tickets,
    conversations,
    progress,
    hints,
    webhook: createWebhook({ secrets: secrets.webhook.map((secret) => secret.reveal()), now }),
    list: createTicketList(db),
    attachments: createAttachmentSource({ conversations, zendesk }),
    seal: createCodeSeal(derivedKey(secrets, 'sign-in codes')),
    sendCode: codeSender.send,
    offer: settings.offer,
    wakeWorker: () => worker.wake(),
    wakeFollower: () => follower.wake(),
    uuid: randomUUID,
    randomBytes,
    randomDigits: (count) => String(randomInt(10 ** count)).padStart(count, '0'),
    now,
  });

  let retired = false;
  const http = createHttpApp({
    portal,
    settings: {
      ...settings.http,
      demo: settings.mode === 'demo',
      sessionSecrets: secrets.session.map((secret) => secret.reveal()),
    },
    sessions,
    catalogues: settings.catalogues,
    assetsDir: join(projectRoot(), 'dist', 'assets'),
    log,
    health: {
      async ready() {
        const databaseUp = await sql`select 1`.execute(db).then(
          () => true,
          () => false,
        );
        const ready = databaseUp && !retired;
        return {
          ready,
          checks: { database: databaseUp ? 'ok' : 'away', serving: retired ? 'stopping' : 'ok' },
        };
      },
    },
    observe: metrics.httpRequest,
    mailbox: overrides.mailbox,
    random: randomBytes,
    now,
  });
  return { http, people, access, metrics, log, retire: () => void (retired = true) };
}

function zendeskAuth({ zendesk: { auth } }: Settings, { zendesk }: Secrets): Auth {
  const secret = zendesk.reveal();
  return auth.kind === 'oauth' ? { ...auth, clientSecret: secret } : { ...auth, token: secret };
}

function prioritiesOf(offer: Offer): Record<Impact, Priority> {
  const entries = offer.impactLevels.map(({ key, priority }) => [key, priority]);
  return Object.fromEntries(entries) as Record<Impact, Priority>;
}

function derivedKey(secrets: Secrets, purpose: string): string {
  const [newest] = secrets.session;
  return createHmac('sha256', newest!.reveal()).update(purpose).digest('hex');
}
