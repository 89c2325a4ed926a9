import { resolve } from 'node:path';
import type { Locale } from '../domain/locale';
import type { Offer } from '../domain/offer';
import { bareAddress, isLocalHttp } from './addresses';
import { keptDemoSecrets, rememberedDemoSecrets } from './demo-secrets';
import { parseEnvironment, type Environment, type RawEnvironment } from './environment';
import { readMailTexts, type MailTexts } from './mail-texts';
import { readCatalogues, readOffer } from './offer';
import { productionProblems } from './production';
import { projectRoot } from './project-root';
import { demoProviders, providerSecrets } from './providers';
import { refuse } from './refuse';
import { Secret, type Secrets } from './secrets';
import { signInSettings, type SignInSettings } from './sign-in';
import { smsSettings, type SmsSettings } from './sms';
import { demoLockFolder, lockFolder, readLockFile } from './zendesk-lock';

/** Everything that can be set and is no secret, grouped by who uses it. */
export interface Settings {
  readonly mode: 'production' | 'demo';
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** Where browsers find the portal. */
    readonly publicUrl: URL;
    /** How many proxies stand in front; 0 believes no forwarded header. */
    readonly trustProxy: number;
    /** False only on a loopback http address. */
    readonly secureCookies: boolean;
    readonly helpUrl: string;
    /** Node's own request and response classes, slower, should ours ever be at fault. */
    readonly plainServer: boolean;
  };
  /** Metrics for the operator, on loopback; null when switched off. */
  readonly operator: { readonly port: number | null };
  readonly database: { readonly dataDir: string };
  readonly zendesk: {
    readonly url: string;
    /** Names the lock file. */
    readonly environment: string;
    readonly auth: ZendeskAuth;
    readonly timeoutMs: number;
    readonly pollSeconds: number;
    /** lock.{environment}.json, unchecked; null before the first apply. */
    readonly lock: unknown;
  };
  readonly mail: {
    readonly from: string;
    /** Where mail becomes a ticket, or comes back to us: nothing is sent there. */
    readonly neverTo: readonly string[];
  };
  readonly signIn: SignInSettings;
  readonly sms: SmsSettings;
  readonly emulator: { readonly port: number };
  /** Where the demo's Google and Facebook listen. */
  readonly standIns: { readonly port: number };
  readonly offer: Offer;
  readonly catalogues: Record<Locale, unknown>;
  readonly texts: MailTexts;
  /** Days that files and acts stay here after Zendesk has them. */
  readonly outbox: { readonly filesDays: number; readonly days: number };
  readonly log: { readonly level: string };
}

/** How the portal shows itself to Zendesk; its secret is `secrets.zendesk`. */
export type ZendeskAuth =
  | { readonly kind: 'oauth'; readonly clientId: string; readonly scope: string }
  | { readonly kind: 'api_token'; readonly email: string };

export interface Configuration {
  readonly settings: Settings;
  readonly secrets: Secrets;
}

/** Throws `internal` with one sentence for every variable that is missing, wrong or weak. */
export function readProductionSettings(raw: RawEnvironment): Configuration {
  const { values, problems } = parseEnvironment(raw);
  problems.push(...productionProblems(values, raw, rememberedDemoSecrets(dataDir(values))));
  refuse('The portal does not start, because its settings are not right:', problems);

  const usesOauth = values.ZENDESK_OAUTH_CLIENT_ID !== undefined;
  const auth: ZendeskAuth = usesOauth
    ? {
        kind: 'oauth',
        clientId: values.ZENDESK_OAUTH_CLIENT_ID!,
        scope: values.ZENDESK_OAUTH_SCOPE ?? 'read write',
      }
    : { kind: 'api_token', email: values.ZENDESK_API_EMAIL! };
  const publicUrl = new URL(values.PUBLIC_URL!);
  const isHttps = publicUrl.protocol === 'https:';
  return {
    settings: assemble(values, {
      mode: 'production',
      host: values.HOST ?? '127.0.0.1',
      publicUrl,
      // The portal itself speaks plain http, so where browsers use https there is a proxy.
      trustProxy: values.TRUST_PROXY ?? (isHttps ? 1 : 0),
      zendesk: {
        url: values.ZENDESK_URL!,
        environment: values.ZENDESK_ENVIRONMENT ?? 'production',
        auth,
        lock: readLockFile(
          lockFolder(values.ZENDESK_LOCK_DIR),
          values.ZENDESK_ENVIRONMENT ?? 'production',
        ),
      },
      mailFrom: values.MAIL_FROM!,
    }),
    secrets: Object.freeze({
      session: values.SESSION_SECRET!.map((value) => new Secret(value)),
      zendesk: new Secret(
        usesOauth ? values.ZENDESK_OAUTH_CLIENT_SECRET! : values.ZENDESK_API_TOKEN!,
      ),
      webhook: (values.ZENDESK_WEBHOOK_SECRET ?? []).map((value) => new Secret(value)),
      providers: providerSecrets(values),
      helpCentre:
        values.ZENDESK_SSO_SECRET === undefined ? null : new Secret(values.ZENDESK_SSO_SECRET),
      smtpUrl: new Secret(values.SMTP_URL!),
      sms: values.SMS_AUTH_TOKEN === undefined ? null : new Secret(values.SMS_AUTH_TOKEN),
      databaseUrl: databaseUrl(values),
    }),
  };
}

/** The demo needs nothing: everything is on loopback, and its secrets are made and kept in DATA_DIR. */
export function readDemoSettings(raw: RawEnvironment): Configuration {
  const { PORT, EMULATOR_PORT, STAND_INS_PORT, METRICS_PORT, DATA_DIR, LOG_LEVEL } = raw;
  const { DATABASE_URL, DATABASE_URL_FILE } = raw;
  const { values: given, problems } = parseEnvironment({
    ...{ PORT, EMULATOR_PORT, STAND_INS_PORT, METRICS_PORT, DATA_DIR, LOG_LEVEL },
    ...{ DATABASE_URL, DATABASE_URL_FILE, PUBLIC_URL: demoAddress(raw) },
  });
  refuse('The demo does not start, because its settings are not right:', problems);

  const values = { ...given, ...demoProviders(given.STAND_INS_PORT ?? DEFAULT_STAND_INS_PORT) };
  const kept = keptDemoSecrets(dataDir(values));
  return {
    settings: assemble(values, {
      mode: 'demo',
      host: '127.0.0.1',
      publicUrl: new URL(values.PUBLIC_URL ?? `http://127.0.0.1:${values.PORT ?? DEFAULT_PORT}`),
      trustProxy: 0,
      zendesk: {
        url: `http://127.0.0.1:${values.EMULATOR_PORT ?? DEFAULT_EMULATOR_PORT}`,
        environment: 'demo',
        auth: { kind: 'oauth', clientId: 'portal-demo', scope: 'read write' },
        lock: readLockFile(demoLockFolder(dataDir(values)), 'demo'),
      },
      mailFrom: 'support@portal.example',
    }),
    secrets: Object.freeze({
      session: [new Secret(kept.session)],
      zendesk: new Secret('portal-demo-secret'),
      webhook: kept.webhook === undefined ? [] : [new Secret(kept.webhook)],
      providers: providerSecrets(values),
      helpCentre: null,
      smtpUrl: null,
      sms: null,
      databaseUrl: databaseUrl(values),
    }),
  };
}

/** What a script needs that only touches the database. Throws `internal` like the other two. */
export function readDatabaseSettings(raw: RawEnvironment): {
  readonly url: Secret | null;
  readonly dataDir: string;
} {
  const { DATABASE_URL, DATABASE_URL_FILE, DATA_DIR } = raw;
  const { values, problems } = parseEnvironment({ DATABASE_URL, DATABASE_URL_FILE, DATA_DIR });
  refuse('The database cannot be opened, because its settings are not right:', problems);
  return { url: databaseUrl(values), dataDir: dataDir(values) };
}

/** What the emulated Zendesk needs when it runs alone. Throws `internal` like the others. */
export function readEmulatorSettings(raw: RawEnvironment): {
  readonly port: number;
  readonly dataDir: string;
} {
  const { EMULATOR_PORT, DATA_DIR } = raw;
  const { values, problems } = parseEnvironment({ EMULATOR_PORT, DATA_DIR });
  refuse('The emulator does not start, because its settings are not right:', problems);
  return { port: values.EMULATOR_PORT ?? DEFAULT_EMULATOR_PORT, dataDir: dataDir(values) };
}

const DEFAULT_PORT = 3000;
const DEFAULT_EMULATOR_PORT = 4000;
const DEFAULT_STAND_INS_PORT = 4100;
const DEFAULT_METRICS_PORT = 9464;

function assemble(
  values: Environment,
  chosen: {
    mode: Settings['mode'];
    host: string;
    publicUrl: URL;
    trustProxy: number;
    zendesk: Pick<Settings['zendesk'], 'url' | 'environment' | 'auth' | 'lock'>;
    mailFrom: string;
  },
): Settings {
  const { mode, host, publicUrl, trustProxy, zendesk, mailFrom } = chosen;
  const metricsPort = values.METRICS_PORT ?? DEFAULT_METRICS_PORT;
  return frozenGroups({
    mode,
    http: {
      host,
      port: values.PORT ?? DEFAULT_PORT,
      publicUrl,
      trustProxy,
      secureCookies: publicUrl.protocol === 'https:',
      helpUrl: values.HELP_URL ?? 'https://help.vtex.com',
      plainServer: values.HTTP_PLAIN_SERVER === 'yes',
    },
    operator: { port: metricsPort === 0 ? null : metricsPort },
    database: { dataDir: dataDir(values) },
    zendesk: {
      ...zendesk,
      timeoutMs: (values.ZENDESK_TIMEOUT_SECONDS ?? 15) * 1000,
      pollSeconds: values.MIRROR_POLL_SECONDS ?? (mode === 'demo' ? 10 : 60),
    },
    mail: {
      from: mailFrom,
      neverTo: [bareAddress(mailFrom), '*@*.zendesk.com', ...(values.SUPPORT_ADDRESSES ?? [])],
    },
    signIn: signInSettings(values),
    sms: smsSettings(values),
    emulator: { port: values.EMULATOR_PORT ?? DEFAULT_EMULATOR_PORT },
    standIns: { port: values.STAND_INS_PORT ?? DEFAULT_STAND_INS_PORT },
    offer: readOffer(),
    catalogues: readCatalogues(),
    texts: readMailTexts(),
    outbox: {
      filesDays: values.OUTBOX_KEEP_FILES_DAYS ?? 7,
      days: values.OUTBOX_KEEP_DAYS ?? 30,
    },
    log: { level: values.LOG_LEVEL ?? 'info' },
  });
}

/**
 * The demo's mailbox shows everybody's codes, so it lives on this machine only; an address in `.env`
 * that leads elsewhere is production's.
 */
function demoAddress({ PUBLIC_URL }: RawEnvironment): string | undefined {
  return PUBLIC_URL && isLocalHttp(PUBLIC_URL) ? PUBLIC_URL : undefined;
}

function dataDir(values: Environment): string {
  return resolve(projectRoot(), values.DATA_DIR ?? '.data');
}

function databaseUrl({ DATABASE_URL }: Environment): Secret | null {
  return DATABASE_URL === undefined ? null : new Secret(DATABASE_URL);
}

function frozenGroups(settings: Settings): Settings {
  for (const group of Object.values(settings)) Object.freeze(group);
  return Object.freeze(settings);
}
