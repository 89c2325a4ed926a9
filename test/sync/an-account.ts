import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLog } from '../../src/log';
import { readOffer } from '../../src/settings/offer';
import type { Site } from '../../src/sync/site';
import { connectForUpkeep } from '../../src/zendesk/connect-for-upkeep';
import type { Auth } from '../../src/zendesk/credentials';
import { createMemoryLedger } from '../../src/zendesk/memory-ledger';
import { unlimit } from '../support/unlimit';
import { startClient, type Client } from '../emulator/client';

/** What the fixtures send as the webhook's token. It must be found nowhere. */
export const SECRET = 'canary-8c1f"\\53ae';
export const VALUES = {
  portal_url: 'https://portal.example',
  webhook_endpoint: 'https://portal.example/webhooks/zendesk',
};
const FIXTURES = join(__dirname, 'fixtures/zendesk');
const OAUTH: Auth = {
  kind: 'oauth',
  clientId: 'portal-demo',
  clientSecret: 'portal-demo-secret',
  scope: 'read write',
};

interface Connection {
  readonly auth?: Auth;
  readonly timeoutMs?: number;
  readonly share?: number;
}

export type Account = Awaited<ReturnType<typeof openAccount>>;

/** A fresh trial account, and a folder of desired state for it. */
export async function openAccount() {
  const zendesk = await startClient({ seed: { agents: [] } });
  await unlimit(zendesk.url);
  const folder = await mkdtemp(join(tmpdir(), 'sync-'));
  const files = join(folder, 'zendesk');
  await cp(FIXTURES, files, { recursive: true });
  const doors: { close(): Promise<void> }[] = [];

  /**
   * A site whose waits are told and pass at once, or in `share` of their time for whoever must give
   * Zendesk some.
   */
  function site(
    changes: Partial<Site> = {},
    { auth = OAUTH, timeoutMs = 10_000, share = 0 }: Connection = {},
  ) {
    let ahead = 0;
    const said: string[] = [];
    const waits: number[] = [];
    const now = () => new Date(Date.now() + ahead);
    const door = connectForUpkeep({
      url: zendesk.url,
      auth,
      timeoutMs,
      log: silentLog(),
      now,
      ledger: createMemoryLedger({ now }),
    });
    doors.push(door);
    const made: Site = {
      environment: 'test',
      desiredFolder: files,
      lockFolder: files,
      workFolder: join(folder, 'work'),
      configuration: door.configuration,
      patience: {
        async wait(ms) {
          waits.push(ms);
          ahead += ms;
          if (share > 0) await sleep(ms * share);
        },
        longest: 60_000,
        tell: (line) => said.push(line),
      },
      offer: readOffer(),
      settings: VALUES,
      secretOf: (name) => (name === 'HOOK_TOKEN' ? SECRET : undefined),
      now,
      random: randomBytes,
      ...changes,
    };
    return { ...made, said, waits };
  }

  return {
    zendesk,
    folder,
    files,
    site,
    faults: (faults: object[]) => zendesk.control('PUT', '/faults', faults),
    /** Changes one of the files. */
    async edit(file: string, from: string, to: string): Promise<void> {
      const path = join(files, file);
      const text = await readFile(path, 'utf8');
      if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
      await writeFile(path, text.replace(from, to));
    },
    async lock(environment = 'test') {
      const text = await readFile(join(files, `lock.${environment}.json`), 'utf8');
      return JSON.parse(text) as Record<string, Record<string, number | string>>;
    },
    /** Everything there is, by kind: its title and, for what has one, its state. */
    inventory: () => inventoryOf(zendesk),
    /** Every file of the work, as one text. */
    async everythingWritten(): Promise<string> {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const written = entries.filter((entry) => entry.isFile());
      const texts = written.map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8'));
      return (await Promise.all(texts)).join('\n');
    },
    async close(): Promise<void> {
      await Promise.all(doors.map((door) => door.close()));
      await zendesk.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const LISTS = {
  groups: '/groups',
  items: '/dynamic_content/items',
  ticket_fields: '/ticket_fields',
  ticket_forms: '/ticket_forms',
  webhooks: '/webhooks',
  trigger_categories: '/trigger_categories',
  triggers: '/triggers',
  automations: '/automations',
  views: '/views',
} as const;

export type Inventory = Record<keyof typeof LISTS, string[]>;

async function inventoryOf(zendesk: Client): Promise<Inventory> {
  const lists = Object.entries(LISTS).map(async ([many, path]) => {
    const { body } = await zendesk.call('GET', path);
    const things = (body as unknown as Record<string, Record<string, unknown>[]>)[many] ?? [];
    const titles = things.map(({ raw_title, title, name, active, status }) => {
      const asleep = active === false || status === 'inactive' ? ' (asleep)' : '';
      return `${String(raw_title ?? title ?? name)}${asleep}`;
    });
    return [many, titles] as const;
  });
  return Object.fromEntries(await Promise.all(lists)) as Inventory;
}
