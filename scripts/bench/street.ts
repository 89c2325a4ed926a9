import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { BenchBrowser } from './browser';
import { freePort, onGrounds, type Grounds } from './grounds';
import { ACCOUNTS, EMAIL, letIn } from './people';

export interface Portal {
  readonly pid: number;
  readonly databaseUrl: string;
  readonly personId: string;
  /** Signed in. */
  readonly browser: BenchBrowser;
}

export interface Street extends Grounds {
  /** @param name of its database */
  readonly openPortal: (name: string) => Promise<Portal>;
}

/** The emulated Zendesk and portals as in production: each a process of its own. */
export async function onStreet(measure: (street: Street) => Promise<void>): Promise<void> {
  await onGrounds(async (grounds) => {
    const ends: (() => Promise<unknown>)[] = [];
    const start = async (program: string, words: string, environment: Record<string, string>) => {
      const { pid, end } = await startProgram(program, words, environment);
      ends.unshift(end);
      return pid;
    };
    const zendeskPort = String(await freePort());
    try {
      await start('scripts/emulator.js', 'listens on', {
        EMULATOR_PORT: zendeskPort,
        DATA_DIR: grounds.folder,
      });
      await measure({
        ...grounds,
        openPortal: async (name) => {
          const databaseUrl = await grounds.database(name);
          const port = String(await freePort());
          const pid = await start('scripts/bench/portal.js', 'portal is open', {
            PORT: port,
            METRICS_PORT: '0',
            EMULATOR_PORT: zendeskPort,
            DATA_DIR: grounds.folder,
            DATABASE_URL: databaseUrl,
          });
          const personId = await letIn(databaseUrl, ACCOUNTS);
          const browser = new BenchBrowser(`http://127.0.0.1:${port}`);
          await browser.signIn(EMAIL);
          return { pid, databaseUrl, personId, browser };
        },
      });
    } finally {
      for (const end of ends) await end();
    }
  });
}

/** @param words the program says when it is ready; throws when it ends before */
async function startProgram(program: string, words: string, environment: Record<string, string>) {
  const child = spawn(process.execPath, [join(__dirname, '../..', program)], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes(words)) resolve();
    });
    void closed.then(() => reject(new Error(`${program} ended before it was ready.`)));
  });
  return {
    pid: child.pid ?? 0,
    end: () => {
      child.kill('SIGTERM');
      return closed;
    },
  };
}
