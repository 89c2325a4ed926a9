import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnvironment, type RawEnvironment } from './environment';
import { readOffer } from './offer';
import type { Offer } from '../domain/offer';
import { projectRoot } from './project-root';
import { refuse } from './refuse';
import { Secret } from './secrets';
import type { Configuration, ZendeskAuth } from './settings';
import { demoLockFolder, lockFolder } from './zendesk-lock';

/** What the commands about Zendesk's configuration need: none of the portal's own secrets. */
export interface ZendeskSettings {
  /** Null where no account is set. */
  readonly account: {
    readonly url: string;
    readonly auth: ZendeskAuth;
    readonly secret: Secret;
  } | null;
  /** Names the lock. */
  readonly environment: string;
  readonly timeoutMs: number;
  /** `config/zendesk`. */
  readonly desiredFolder: string;
  /** Where lock and last applied state are kept. */
  readonly lockFolder: string;
  /** Journals and snapshots of every environment. */
  readonly workFolder: string;
  /** Where portals on the same account count their calls; null without. */
  readonly databaseUrl: Secret | null;
  readonly offer: Offer;
  /** What the files name `@{setting.x}`. */
  readonly values: Readonly<Record<string, string>>;
  /** What the files name `@{secret.NAME}`: a variable, or a file named by NAME_FILE. */
  readonly secretOf: (name: string) => string | undefined;
}

const DESIRED = join(projectRoot(), 'config', 'zendesk');

/**
 * The demo's account: its lock lies with its data, and nothing counts its calls but the commands.
 */
export function demoZendeskSettings({ settings, secrets }: Configuration): ZendeskSettings {
  const { zendesk, database, http, offer } = settings;
  return Object.freeze({
    account: { url: zendesk.url, auth: zendesk.auth, secret: secrets.zendesk },
    environment: zendesk.environment,
    timeoutMs: zendesk.timeoutMs,
    desiredFolder: DESIRED,
    lockFolder: demoLockFolder(database.dataDir),
    workFolder: join(database.dataDir, 'zendesk'),
    databaseUrl: null,
    offer,
    values: portalValues(http.publicUrl.href),
    secretOf: () => undefined,
  });
}

/** Throws `internal` with one sentence for every variable that is wrong. */
export function readZendeskSettings(raw: RawEnvironment): ZendeskSettings {
  const wanted = Object.entries(raw).filter(([name]) => OURS.test(name));
  const { values, problems } = parseEnvironment(Object.fromEntries(wanted));
  const usesOauth = values.ZENDESK_OAUTH_CLIENT_ID !== undefined;
  const secret = usesOauth ? values.ZENDESK_OAUTH_CLIENT_SECRET : values.ZENDESK_API_TOKEN;
  if (values.ZENDESK_URL !== undefined && secret === undefined) {
    problems.push(
      'ZENDESK_URL needs ZENDESK_OAUTH_CLIENT_ID and ZENDESK_OAUTH_CLIENT_SECRET (or ZENDESK_API_EMAIL and ZENDESK_API_TOKEN).',
    );
  } else if (values.ZENDESK_URL !== undefined && !usesOauth && !values.ZENDESK_API_EMAIL) {
    problems.push('ZENDESK_API_TOKEN needs ZENDESK_API_EMAIL.');
  }
  refuse("Zendesk's configuration cannot be read, because the settings are not right:", problems);

  const auth: ZendeskAuth = usesOauth
    ? {
        kind: 'oauth',
        clientId: values.ZENDESK_OAUTH_CLIENT_ID!,
        scope: values.ZENDESK_OAUTH_SCOPE ?? 'read write',
      }
    : { kind: 'api_token', email: values.ZENDESK_API_EMAIL ?? '' };
  const url = values.ZENDESK_URL;
  return Object.freeze({
    account: url === undefined ? null : { url, auth, secret: new Secret(secret!) },
    environment: values.ZENDESK_ENVIRONMENT ?? 'production',
    timeoutMs: (values.ZENDESK_TIMEOUT_SECONDS ?? 15) * 1000,
    desiredFolder: DESIRED,
    lockFolder: lockFolder(values.ZENDESK_LOCK_DIR),
    workFolder: join(resolve(projectRoot(), values.DATA_DIR ?? '.data'), 'zendesk'),
    databaseUrl: values.DATABASE_URL === undefined ? null : new Secret(values.DATABASE_URL),
    offer: readOffer(),
    values: portalValues(values.PUBLIC_URL),
    secretOf: (name: string) => {
      const path = raw[`${name}_FILE`];
      return raw[name] || (path ? readFileSync(path, 'utf8').trim() : undefined);
    },
  });
}

/** The portal's other variables are not this command's business, right or wrong. */
const OURS = /^(ZENDESK_.*|DATABASE_URL(_FILE)?|DATA_DIR|PUBLIC_URL)$/;

function portalValues(publicUrl: string | undefined): Readonly<Record<string, string>> {
  if (publicUrl === undefined) return {};
  const { origin } = new URL(publicUrl);
  return { portal_url: origin, webhook_endpoint: `${origin}/webhooks/zendesk` };
}
