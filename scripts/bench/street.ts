import { BenchBrowser } from './browser';
import { freePort, onGrounds, type Grounds } from './grounds';
import { ACCOUNTS, EMAIL, letIn } from './people';
import { startProgram, type Program } from './program';

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
    const start = async (program: Omit<Program, 'words'>) => {
      const { pid, end } = await startProgram({ ...program, words: [] });
      ends.unshift(end);
      return pid;
    };
    const zendeskPort = String(await freePort());
    try {
      await start({
        path: 'scripts/emulator.js',
        ready: 'listens on',
        environment: { EMULATOR_PORT: zendeskPort, DATA_DIR: grounds.folder },
      });
      await measure({
        ...grounds,
        openPortal: async (name) => {
          const databaseUrl = await grounds.database(name);
          const port = String(await freePort());
          const pid = await start({
            path: 'scripts/bench/portal.js',
            ready: 'portal is open',
            environment: {
              PORT: port,
              METRICS_PORT: '0',
              EMULATOR_PORT: zendeskPort,
              DATA_DIR: grounds.folder,
              DATABASE_URL: databaseUrl,
            },
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
