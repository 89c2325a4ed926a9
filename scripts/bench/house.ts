import { startEmulator } from '../../src/emulator/server';
import { silentLog } from '../../src/log';
import { createDemoMailbox } from '../../src/messages/demo-mailbox';
import { serve } from '../../src/serve';
import { readDemoSettings } from '../../src/settings/settings';
import { bringUp } from '../demo/bring-up';
import { BenchBrowser } from './browser';
import { freePort, onGrounds } from './grounds';
import { ACCOUNTS, EMAIL, letIn } from './people';

export interface House {
  /** Signed in. */
  readonly browser: BenchBrowser;
  readonly databaseUrl: string;
  readonly personId: string;
  /** The emulated Zendesk's address. */
  readonly zendesk: string;
}

/** The portal and the emulated Zendesk, both in this process. */
export async function inHouse(measure: (house: House) => Promise<void>): Promise<void> {
  await onGrounds(async ({ folder, database }) => {
    const databaseUrl = await database('house');
    const emulator = await startEmulator({
      port: 0,
      seed: { agents: [{ email: 'agent@bench.example', name: 'Bench Agent' }] },
    });
    const port = await freePort();
    const mailbox = createDemoMailbox({ now: () => new Date() });
    const asked = readDemoSettings({
      PORT: String(port),
      METRICS_PORT: '0',
      DATA_DIR: folder,
      DATABASE_URL: databaseUrl,
    });
    const zendesk = { ...asked.settings.zendesk, url: emulator.url };
    const { settings, secrets } = await bringUp({
      ...asked,
      settings: { ...asked.settings, zendesk },
    });
    const served = await serve(settings, secrets, { log: silentLog(), mailer: mailbox, mailbox });
    try {
      const personId = await letIn(databaseUrl, ACCOUNTS);
      const browser = new BenchBrowser(`http://127.0.0.1:${port}`);
      await browser.signIn(EMAIL);
      await measure({ browser, databaseUrl, personId, zendesk: emulator.url });
    } finally {
      await served.stop();
      await emulator.stop();
    }
  });
}
