import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import type { Provider } from '../domain/way-in';
import type { DemoMailbox } from '../http/demo-mailbox';
import { createHttpApp } from '../http/server';
import { projectRoot } from '../settings/project-root';
import type { Schema } from '../storage/schema';
import type { Portal } from '../use-cases/portal';
import type { Common } from './common';
import type { Records } from './records';

type Deps = Omit<Common, 'started'> & {
  portal: Portal;
  records: Pick<Records, 'db' | 'sessions'>;
  mailbox?: DemoMailbox;
  random: (bytes: number) => Buffer;
};

/** The pages, and the word to a balancer that they are leaving. */
export function buildPages(deps: Deps) {
  const { portal, records, settings, secrets, mailbox, log, metrics, random, now } = deps;
  let retired = false;
  const http = createHttpApp({
    portal,
    settings: {
      ...settings.http,
      demo: settings.mode === 'demo',
      waysIn: settings.signIn.waysIn,
      providers: {
        google: appAt('google', settings, secrets),
        facebook: appAt('facebook', settings, secrets),
      },
      hasHelpCentre: secrets.helpCentre !== null,
      sessionSecrets: secrets.session.map((secret) => secret.reveal()),
    },
    sessions: records.sessions,
    catalogues: settings.catalogues,
    assetsDir: join(projectRoot(), 'dist', 'assets'),
    log,
    health: {
      async ready() {
        const databaseUp = await answers(records.db);
        const checks = {
          database: databaseUp ? 'ok' : 'away',
          serving: retired ? 'stopping' : 'ok',
        };
        return { ready: databaseUp && !retired, checks };
      },
    },
    observe: metrics.httpRequest,
    mailbox,
    random,
    now,
  });
  return { http, retire: () => void (retired = true) };
}

function appAt(provider: Provider, settings: Common['settings'], secrets: Common['secrets']) {
  const app = settings.signIn.providers[provider];
  const secret = secrets.providers[provider];
  return app && secret && { ...app, secret: secret.reveal() };
}

function answers(db: Kysely<Schema>): Promise<boolean> {
  return sql`select 1`.execute(db).then(
    () => true,
    () => false,
  );
}
