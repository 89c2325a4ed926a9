import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnsweredCall } from '../../../src/emulator/calls';
import { endAll, start, type AProcess } from '../../process/a-process';
import { agentAt } from '../../support/agent';
import { copyAppliedAccount } from '../../support/applied-account';
import { askDatabase } from '../../support/ask-database';
import { freePort } from '../../support/free-port';
import { freshDatabase } from '../../support/fresh-database';
import { letIn } from '../../support/let-in';
import { startMailServer } from '../../support/mail-server';
import { productionEnvironment } from '../../support/production-environment';
import { signInByMail } from '../../support/sign-in-by-mail';
import { Visitor } from '../../support/visitor';
import type { QuickClock } from './quick-clock';

export type House = Awaited<ReturnType<typeof openHouse>>;

/**
 * Zendesk with its limits in force, two portals on one database, and people who have signed in at
 * either; all of them in quick time.
 */
export async function openHouse(crowd: number, clock: QuickClock) {
  const folder = await mkdtemp(join(tmpdir(), 'outage-'));
  const database = await freshDatabase();
  await clock.rule(database.url);
  const mails = await startMailServer();
  const zendeskPort = await freePort();
  const zendesk = `http://127.0.0.1:${zendeskPort}`;
  const sessionSecret = randomBytes(32).toString('base64url');
  await copyAppliedAccount(folder);
  const emulator = start('scripts/emulator.js', {
    EMULATOR_PORT: String(zendeskPort),
    DATA_DIR: folder,
    ...clock.environment,
  });
  await emulator.says('listens on');
  const control = (method: string, path: string, body?: object) =>
    fetch(`${zendesk}/_emulator/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
  await control('PUT', 'limits', { enabled: true });

  async function startPortal(port: number): Promise<AProcess> {
    const portal = start('src/main.js', {
      ...productionEnvironment({
        port,
        databaseUrl: database.url,
        dataDir: folder,
        sessionSecret,
        mailUrl: mails.url,
        mailPassword: 'outage',
        zendeskUrl: zendesk,
      }),
      METRICS_PORT: '0',
      ...clock.environment,
    });
    await portal.says('portal is open');
    return portal;
  }

  const ports = [await freePort(), await freePort()];
  const portals: AProcess[] = [];
  for (const port of ports) portals.push(await startPortal(port));

  const emails = Array.from({ length: crowd }, (_, index) => `person${index}@outage.example`);
  await letIn(database.url, emails);
  const people: Visitor[] = [];
  for (const [index, email] of emails.entries()) {
    const visitor = new Visitor(`http://127.0.0.1:${ports[index % ports.length]}`);
    await signInByMail(visitor, email, mails);
    people.push(visitor);
  }

  const ask = <Row>(statement: string) => askDatabase<Row>(database.url, statement);
  return {
    clock,
    people,
    ask,
    /** Anew each time: a token lives for half an hour of its own. */
    agent: () => agentAt(zendesk),
    faults: (faults: object[]) => control('PUT', 'faults', faults),
    forgetCalls: () => control('DELETE', 'calls'),
    timeline: async () => (await (await control('GET', 'timeline')).json()) as AnsweredCall[],
    /** Whoever counts afterwards must not be refused. */
    liftLimits: () => control('PUT', 'limits', { enabled: false }),
    /** The lines the portals logged at level error. */
    alarms: () =>
      portals
        .flatMap((portal) => portal.stdout().split('\n'))
        .filter((line) => line.includes('"level":"error"')),
    async close(): Promise<void> {
      await endAll();
      await mails.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
