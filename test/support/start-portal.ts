import { randomUUID } from 'node:crypto';
import type { Provider } from '../../src/domain/way-in';
import { startEmulator } from '../../src/emulator/server';
import { silentLog, type Log } from '../../src/log';
import { toEmulator, type AnswerFate, type AnswerMail } from '../../src/messages/answer-mail';
import { createDemoMailbox, type DemoMailbox } from '../../src/messages/demo-mailbox';
import type { Mailer } from '../../src/messages/mail';
import type { SmsSender } from '../../src/messages/sms';
import { serve } from '../../src/serve';
import { readDemoPeople } from '../../src/settings/demo-people';
import { demoStandIns } from '../../src/settings/demo-stand-ins';
import type { ProviderSettings } from '../../src/settings/providers';
import { Secret } from '../../src/settings/secrets';
import { readDemoSettings, type Configuration, type Settings } from '../../src/settings/settings';
import type { SignInSettings } from '../../src/settings/sign-in';
import type { RunningStandIns } from '../../src/stand-ins/stand-ins';
import { agentAt, type Agent } from './agent';
import { appliedLock, appliedState, wakeWebhook } from './applied-account';
import { freePort } from './free-port';
import { freshDatabase } from './fresh-database';
import { routesOf, type Route } from './routes-of';
import { startTestStandIns } from './start-stand-ins';
import { unlimit } from './unlimit';
import { Visitor } from './visitor';

export interface Call {
  method: string;
  path: string;
  count: number;
}

/** The whole product on loopback: a database of its own, the emulator, the portal, the demo's people. */
export interface RunningPortal {
  readonly origin: string;
  readonly databaseUrl: string;
  /** What the emulated Zendesk signs its webhook with. */
  readonly webhookSecret: string;
  readonly zendesk: {
    readonly url: string;
    calls(): Promise<Call[]>;
    forgetCalls(): Promise<void>;
    faults(faults: object[]): Promise<void>;
    /** @param order as `PUT /_emulator/export` takes it */
    exportOrder(order: object): Promise<void>;
    /** @param duration ISO 8601, such as `PT2M` */
    passTime(duration: string): Promise<void>;
    /** @param change as `PUT /_emulator/limits` takes it */
    limits(change: object): Promise<void>;
    /** How many answers went out with each status, since calls were last forgotten. */
    answers(): Promise<Record<string, number>>;
  };
  readonly agent: Agent;
  visitor(headers?: Record<string, string>): Visitor;
  /** A visitor who signed in with the code from their mailbox. */
  signIn(email: string, headers?: Record<string, string>): Promise<Visitor>;
  /** @param to an address or a telephone number */
  newestCode(to: string): string;
  /** Newest first. @param to an address or a telephone number */
  mails(to: string): readonly { subject: string; text: string }[];
  /** Answers the newest mail from support to the address, as its owner would by mail. */
  replyByMail(to: string, text: string): Promise<AnswerFate>;
  /** The demo's, where support's mails arrive. */
  readonly mailbox: Pick<DemoMailbox, 'receive'>;
  grant(email: string, account: string): Promise<void>;
  revoke(email: string, account: string): Promise<void>;
  /** Every route there is, read out of the router itself. */
  routes(): Route[];
  stop(): Promise<void>;
}

export async function startPortal(
  overrides: {
    log?: Log;
    now?: () => Date;
    http?: Partial<Settings['http']>;
    zendesk?: Partial<Settings['zendesk']>;
    /** Instead of the demo's mailbox. */
    mailer?: Mailer;
    /** Instead of the way to support. */
    answer?: AnswerMail;
    /** Where no mail goes, besides what is so in the demo. */
    neverMailed?: readonly string[];
    signIn?: Partial<SignInSettings>;
    /** Offers Google and Facebook, played by the stand-ins; addresses given here lead elsewhere. */
    providers?: Partial<Record<Provider, Partial<ProviderSettings>>>;
    /** Instead of the mailbox; null where no text messages are sent. */
    sms?: SmsSender | null;
    /** How many text messages may leave in a day. */
    smsPerDay?: number;
    /** Shared with the help centre. */
    ssoSecret?: string;
    /** A second portal on the same database and the same Zendesk. */
    beside?: RunningPortal;
  } = {},
): Promise<RunningPortal> {
  const { beside } = overrides;
  const database = beside
    ? { url: beside.databaseUrl, drop: async () => undefined }
    : await freshDatabase();
  const { people, agents } = readDemoPeople();
  const mailbox = createDemoMailbox({
    now: () => new Date(),
    answer: overrides.answer ?? toEmulator(() => emulator.url),
  });
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const { settings, secrets } = readDemoSettings({
    PORT: String(port),
    STAND_INS_PORT: String(await freePort()),
    METRICS_PORT: '0',
    DATABASE_URL: database.url,
    LOG_LEVEL: 'silent',
  });
  const standIns = overrides.providers ? await playProviders({ settings, secrets }) : undefined;
  const emulator = beside
    ? { url: beside.zendesk.url, stop: async () => undefined }
    : await startEmulator({
        port: 0,
        seed: { agents, like: appliedState() },
        onMail: (mail) => mailbox.receive(mail),
      });
  if (!beside) await unlimit(emulator.url);
  const webhookSecret = beside?.webhookSecret ?? (await wakeWebhook(emulator.url, origin));
  const lock = await appliedLock();
  const served = await serve(
    {
      ...settings,
      http: { ...settings.http, ...overrides.http },
      mail: {
        ...settings.mail,
        neverTo: [...settings.mail.neverTo, ...(overrides.neverMailed ?? [])],
      },
      zendesk: {
        ...settings.zendesk,
        url: emulator.url,
        lock,
        pollSeconds: 0.2,
        ...overrides.zendesk,
      },
      signIn: { ...signInOf(settings, overrides.providers), ...overrides.signIn },
      sms: { ...settings.sms, perDay: overrides.smsPerDay ?? settings.sms.perDay },
    },
    {
      ...secrets,
      webhook: [new Secret(webhookSecret)],
      ...(overrides.ssoSecret !== undefined && { helpCentre: new Secret(overrides.ssoSecret) }),
    },
    {
      log: overrides.log ?? silentLog(),
      now: overrides.now,
      mailer: overrides.mailer ?? mailbox,
      mailbox,
      ...(overrides.sms !== null && { sms: overrides.sms ?? mailbox.sms }),
    },
  );
  const ids = new Map<string, string>();
  const { people: table, access } = served.app;
  for (const { email, name, locale, accounts } of beside ? [] : people) {
    const id = await table.add({ id: randomUUID(), email, name, locale });
    ids.set(email, id);
    for (const account of accounts) await access.grant(id, account);
  }
  const idOf = (email: string) => ids.get(email) ?? '';
  const control = (method: string, path: string, body?: object) =>
    fetch(`${emulator.url}/_emulator/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });

  const newestCode = (email: string): string => {
    const ours = mailbox.list(email).filter(({ answerable }) => !answerable);
    const codes = ours.flatMap(({ text }) => /\b\d{6}\b/.exec(text) ?? []);
    if (!codes[0]) throw new Error(`No code in the mailbox of ${email}.`);
    return codes[0];
  };

  return {
    origin,
    databaseUrl: database.url,
    webhookSecret,
    zendesk: {
      url: emulator.url,
      calls: async () => (await (await control('GET', 'calls')).json()) as Call[],
      forgetCalls: async () => void (await control('DELETE', 'calls')),
      faults: async (faults) => void (await control('PUT', 'faults', faults)),
      exportOrder: async (order) => void (await control('PUT', 'export', order)),
      limits: async (change) => void (await control('PUT', 'limits', change)),
      answers: async () =>
        (await (await control('GET', 'answers')).json()) as Record<string, number>,
      passTime: async (duration) => void (await control('POST', 'clock', { advance: duration })),
    },
    agent: await agentAt(emulator.url),
    visitor: (headers) => new Visitor(origin, headers),
    async signIn(email, headers) {
      const visitor = new Visitor(origin, headers);
      const options = await visitor.open('/sign-in?locale=en');
      const code = await options.form('Send').fill('E-mail', email).submit();
      const panel = await code.form('Confirm').fill('Access code', newestCode(email)).submit();
      if (panel.status !== 200) throw new Error(`${email} is not let in: ${panel.text}`);
      return visitor;
    },
    newestCode,
    mails: (to) => mailbox.list(to),
    async replyByMail(to, text) {
      const mail = mailbox.list(to).find(({ answerable }) => answerable);
      if (!mail) throw new Error(`Support has not written to ${to}.`);
      return mailbox.answer(mail.id, text);
    },
    mailbox,
    grant: async (email, account) => void (await access.grant(idOf(email), account)),
    revoke: async (email, account) => void (await access.revoke(idOf(email), account)),
    routes: () => routesOf(served.app.http),
    async stop() {
      await served.stop();
      await standIns?.stop();
      await emulator.stop();
      await database.drop();
    },
  };
}

function playProviders(configuration: Configuration): Promise<RunningStandIns> {
  const { port, google, facebook } = demoStandIns(configuration, { google: [], facebook: [] });
  return startTestStandIns({
    port,
    clients: { google: google.client, facebook: facebook.client },
  });
}

/** Without stand-ins the portal offers no provider, as one that has no application at any. */
function signInOf(
  { signIn }: Settings,
  changes: Partial<Record<Provider, Partial<ProviderSettings>>> | undefined,
): SignInSettings {
  const { google, facebook } = signIn.providers;
  if (changes) {
    const providers = {
      google: google && { ...google, ...changes.google },
      facebook: facebook && { ...facebook, ...changes.facebook },
    };
    return { ...signIn, providers };
  }
  const waysIn = signIn.waysIn.filter((way) => way !== 'google' && way !== 'facebook');
  return { ...signIn, waysIn, providers: { google: null, facebook: null } };
}
