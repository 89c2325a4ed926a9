import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Started } from '../../src/composition/endings';
import { zendeskAuth } from '../../src/composition/support';
import { startEmulator } from '../../src/emulator/server';
import { AppError } from '../../src/errors';
import { silentLog } from '../../src/log';
import type { ZendeskSettings } from '../../src/settings/zendesk';
import { wantsColor } from '../../src/sync/report';
import type { Site } from '../../src/sync/site';
import { connectForUpkeep } from '../../src/zendesk/connect-for-upkeep';
import type { Auth } from '../../src/zendesk/credentials';
import type { Options } from '../zendesk';
import { openLedger } from './open-ledger';

export interface OpenSite {
  readonly site: Site;
  readonly color: boolean;
}

interface Account {
  readonly url: string;
  readonly auth: Auth;
}

/** Milliseconds that one call may wait for Zendesk in all. */
const PATIENCE = 300_000;

interface Place {
  readonly settings: ZendeskSettings;
  readonly noColor: string | undefined;
  /** Hears of each step. */
  readonly tell?: (line: string) => void;
}

/** @throws AppError `internal` when no account is set */
export async function openSite(
  { settings, noColor, tell = tellOperator }: Place,
  options: Options,
  started: Started,
): Promise<OpenSite> {
  const isEmulated = options.against === 'emulator';
  const account = isEmulated ? await startFreshAccount(started) : accountOf(settings);
  const home = isEmulated ? await temporaryFolder(started) : null;
  const environment = options.environment ?? (isEmulated ? 'emulator' : settings.environment);
  const desiredFolder = options.config ? resolve(options.config) : settings.desiredFolder;
  const door = started(
    connectForUpkeep({
      ...account,
      timeoutMs: settings.timeoutMs,
      log: silentLog(),
      now,
      ledger: await openLedger(isEmulated ? null : settings.databaseUrl, started),
    }),
    (open) => open.close(),
  );
  const site: Site = {
    environment,
    desiredFolder,
    lockFolder: home ?? (options.config ? desiredFolder : settings.lockFolder),
    workFolder: join(home ?? settings.workFolder, environment),
    configuration: door.configuration,
    patience: { wait: (ms) => sleep(ms), longest: PATIENCE, tell },
    offer: settings.offer,
    settings: { ...(isEmulated ? EMULATED_VALUES : {}), ...settings.values },
    secretOf: (name) => settings.secretOf(name) ?? (isEmulated ? `emulated ${name}` : undefined),
    now,
    random: randomBytes,
  };
  const { isTTY = false } = process.stdout;
  return { site, color: wantsColor({ isTTY, noColor, flag: options['no-color'] === true }) };
}

const EMULATED_VALUES = {
  portal_url: 'https://portal.example',
  webhook_endpoint: 'https://portal.example/webhooks/zendesk',
};

function accountOf({ account }: ZendeskSettings): Account {
  if (!account) {
    throw new AppError(
      'internal',
      'ZENDESK_URL is not set (see .env.example); or --against emulator.',
    );
  }
  const { url, auth, secret } = account;
  return { url, auth: zendeskAuth({ zendesk: { auth } }, { zendesk: secret }) };
}

async function startFreshAccount(started: Started): Promise<Account> {
  const seed = { agents: [] };
  const { url } = started(await startEmulator({ port: 0, seed }), (emulator) => emulator.stop());
  const client = { clientId: 'portal-demo', clientSecret: 'portal-demo-secret' };
  return { url, auth: { kind: 'oauth', ...client, scope: 'read write' } };
}

async function temporaryFolder(started: Started): Promise<string> {
  return started(await mkdtemp(join(tmpdir(), 'zendesk-plan-')), (path) =>
    rm(path, { recursive: true, force: true }),
  );
}

/** Standard error: standard output is the plan's. */
function tellOperator(line: string): void {
  process.stderr.write(`${line}\n`);
}

function now(): Date {
  return new Date();
}
