import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Step } from '../../../src/steps';
import { endAll, start, type AProcess } from '../../process/a-process';
import { agentAt } from '../../support/agent';
import { copyAppliedAccount } from '../../support/applied-account';
import { askDatabase } from '../../support/ask-database';
import { eventually } from '../../support/eventually';
import { freePort } from '../../support/free-port';
import { freshDatabase } from '../../support/fresh-database';
import { letIn } from '../../support/let-in';
import { startMailServer } from '../../support/mail-server';
import { productionEnvironment } from '../../support/production-environment';
import { signInByMail } from '../../support/sign-in-by-mail';
import { unlimit } from '../../support/unlimit';
import { Visitor } from '../../support/visitor';

/** Where a portal is to be stopped. */
export interface Trap {
  readonly step: Step;
  readonly nth: number;
  readonly signal?: 'SIGKILL' | 'SIGSTOP';
}

export type House = Awaited<ReturnType<typeof openHouse>>;

/** Everything as in production, each in its own process: the database, Zendesk, mail, and portals. */
export async function openHouse(crowd: number) {
  const folder = await mkdtemp(join(tmpdir(), 'crash-'));
  const database = await freshDatabase();
  const mails = await startMailServer();
  const [zendeskPort, port] = [await freePort(), await freePort()];
  const zendesk = `http://127.0.0.1:${zendeskPort}`;
  const secret = randomBytes(32).toString('base64url');
  await copyAppliedAccount(folder);
  const emulator = start('scripts/emulator.js', {
    EMULATOR_PORT: String(zendeskPort),
    DATA_DIR: folder,
  });
  await emulator.says('listens on');
  const control = (method: string, path: string, body: object) =>
    fetch(`${zendesk}/_emulator/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  await unlimit(zendesk);

  async function startPortal(trap?: Trap, onPort = port): Promise<AProcess> {
    const portal = start('src/main.js', {
      ...productionEnvironment({
        port: onPort,
        databaseUrl: database.url,
        dataDir: folder,
        sessionSecret: secret,
        mailUrl: mails.url,
        mailPassword: 'crash',
        zendeskUrl: zendesk,
      }),
      METRICS_PORT: '0',
      NODE_OPTIONS: `--require ${join(__dirname, 'trap.cjs')}`,
      ...(trap && {
        TRAP_STEP: trap.step,
        TRAP_NTH: String(trap.nth),
        TRAP_SIGNAL: trap.signal ?? 'SIGKILL',
      }),
    });
    // A trap may close before the doors open: what an earlier portal left is taken up at once.
    await Promise.race([portal.says('portal is open').catch(() => undefined), portal.end]);
    return portal;
  }

  const ask = <Row>(statement: string) => askDatabase<Row>(database.url, statement);

  const first = await startPortal();
  const emails = Array.from({ length: crowd }, (_, index) => `person${index}@crash.example`);
  await letIn(database.url, emails);
  const people: Visitor[] = [];
  for (const email of emails) {
    const visitor = new Visitor(`http://127.0.0.1:${port}`);
    await signInByMail(visitor, email, mails);
    people.push(visitor);
  }
  await endOf(first);

  return {
    /** Anew each time: a token ends when the clock is moved. */
    agent: () => agentAt(zendesk),
    people,
    startPortal,
    ask,
    freePort,
    faults: (faults: object[]) => control('PUT', 'faults', faults),
    passTime: (advance: string) => control('POST', 'clock', { advance }),
    /**
     * What a killed portal had taken on is free after a minute. The minute is skipped: that a lease is
     * respected while it lasts is tested where it is made.
     */
    endLeases: () =>
      ask(`update outbox set leased_until = now() - interval '1 s', next_attempt_at = now()
           where state = 'waiting'`),
    async drained(): Promise<void> {
      await eventually(async () => {
        const [row] = await ask<{ left: string }>(
          `select count(*) as left from outbox where state in ('waiting', 'needs_attention')`,
        );
        expect(Number(row?.left)).toBe(0);
      }, 60_000);
    },
    async close(): Promise<void> {
      await endAll();
      await mails.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function endOf(portal: AProcess): Promise<void> {
  portal.signal('SIGKILL');
  await portal.end;
}

/** As people do: whatever breaks, the same thing is tried again until it is answered. */
export async function persist<Result>(act: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (attempt === 300) throw error;
      await sleep(100);
    }
  }
}
