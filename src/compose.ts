import { createHmac, randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Express } from 'express';
import type { Common } from './composition/common';
import { keepCopy } from './composition/copy';
import { watchDoor } from './composition/door';
import { startDelivery } from './composition/delivery';
import { createEndings, type Started } from './composition/endings';
import { openMail } from './composition/mail';
import { buildPages } from './composition/pages';
import { openRecords } from './composition/records';
import { openSms } from './composition/sms';
import { connectSupport } from './composition/support';
import { startHousekeeping } from './housekeeping';
import type { DemoMailbox } from './http/demo-mailbox';
import { createLog, type Log } from './log';
import type { Mailer } from './messages/mail';
import type { SmsSender } from './messages/sms';
import { createMetrics, type Metrics } from './metrics';
import { createAttachmentSource } from './mirror/attachments';
import { createTicketList } from './mirror/ticket-list';
import { createWebhook } from './mirror/webhook';
import type { Secrets } from './settings/secrets';
import type { Settings } from './settings/settings';
import type { Access } from './storage/access';
import type { People } from './storage/people';
import { createCodeSeal } from './use-cases/code-seal';
import { createKeySeal } from './use-cases/key-seal';
import { createPasswordHash } from './use-cases/password-hash';
import { createPortal } from './use-cases/portal';
import { createHandOver } from './zendesk/hand-over';
import type { Zendesk } from './zendesk/zendesk';

/** What a test or the demo may put in place of the real thing. */
export interface Parts {
  log: Log;
  mailer: Mailer;
  sms: SmsSender;
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

/** The composition root: every part is built here, once, and ended here in reverse. */
export async function compose(
  settings: Settings,
  secrets: Secrets,
  overrides: Partial<Parts> = {},
): Promise<App> {
  const endings = createEndings();
  try {
    return { ...(await build(settings, secrets, overrides, endings.started)), stop: endings.stop };
  } catch (error) {
    await endings.stop();
    throw error;
  }
}

async function build(
  settings: Settings,
  secrets: Secrets,
  overrides: Partial<Parts>,
  started: Started,
): Promise<Omit<App, 'stop'>> {
  const now = overrides.now ?? (() => new Date());
  const log = overrides.log ?? createLog({ level: settings.log.level });
  const { mailer, mailbox } = overrides;
  const metrics = createMetrics();
  const common: Common = { settings, secrets, log, metrics, now, started };

  const records = await openRecords(common);
  const zendesk = overrides.zendesk ?? connectSupport({ ...common, records });
  const copy = keepCopy({ ...common, records, zendesk });
  const wakeWorker = startDelivery({ ...common, records, copy, zendesk });
  started(startHousekeeping({ ...records, keep: settings.outbox, log, now }), (keeper) =>
    keeper.stop(),
  );
  const { sendCode, sendNotice, isMailDelayed } = openMail({ ...common, mailer });
  const seal = createCodeSeal(derivedKey(secrets, 'sign-in codes'));

  const { conversations, wakeFollower } = copy;
  const portal = createPortal({
    ...records,
    ...watchDoor({ ...common, records, seal, sendNotice }),
    conversations,
    webhook: createWebhook({ secrets: secrets.webhook.map((secret) => secret.reveal()), now }),
    list: createTicketList(records.reads),
    attachments: createAttachmentSource({ conversations, zendesk }),
    seal,
    keySeal: createKeySeal(
      secrets.session.map((secret) => secret.reveal()),
      randomBytes,
    ),
    passwordHash: createPasswordHash(randomBytes),
    sms: openSms({ ...common, sender: overrides.sms }),
    sendCode,
    sendNotice,
    isMailDelayed,
    signHandOver: secrets.helpCentre
      ? createHandOver({
          url: settings.zendesk.url,
          secret: secrets.helpCentre.reveal(),
          random: randomBytes,
          now,
        })
      : undefined,
    secondStepWays: settings.signIn.secondStepWays,
    waysIn: settings.signIn.waysIn,
    offer: settings.offer,
    wakeWorker,
    wakeFollower,
    uuid: randomUUID,
    randomBytes,
    randomDigits: (count) => String(randomInt(10 ** count)).padStart(count, '0'),
    now,
  });
  const { http, retire } = buildPages({ ...common, portal, records, mailbox, random: randomBytes });
  const { people, access } = records;
  return { http, people, access, metrics, log, retire };
}

function derivedKey(secrets: Secrets, purpose: string): string {
  const [newest] = secrets.session;
  return createHmac('sha256', newest!.reveal()).update(purpose).digest('hex');
}
