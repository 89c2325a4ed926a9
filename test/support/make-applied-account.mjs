import { mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * An emulated account brought to the state of config/zendesk, as an administrator does it, once for
 * all tests: each begins with a copy. Its webhook sleeps, since nobody listens yet.
 * @returns {Promise<string>} the folder with its `emulator/state.json` and `zendesk/demo/lock.demo.json`
 */
export async function makeAppliedAccount() {
  const { startEmulator } = require('../../dist/src/emulator/server.js');
  const { readDemoPeople } = require('../../dist/src/settings/demo-people.js');
  const { readDemoSettings } = require('../../dist/src/settings/settings.js');
  const { bringUp } = require('../../dist/scripts/demo/bring-up.js');
  const folder = await mkdtemp(join(tmpdir(), 'applied-account-'));
  const { agents } = readDemoPeople();
  const emulator = await startEmulator({
    port: 0,
    dataDir: join(folder, 'emulator'),
    seed: { agents },
  });
  try {
    const configuration = readDemoSettings({ DATA_DIR: folder, PORT: '9' });
    const { settings } = configuration;
    const zendesk = { ...settings.zendesk, url: emulator.url };
    const { settings: brought } = await bringUp({
      ...configuration,
      settings: { ...settings, zendesk },
    });
    await fetch(`${emulator.url}/api/v2/webhooks/${brought.zendesk.lock.webhooks.portal}`, {
      method: 'PATCH',
      headers: {
        authorization: `Basic ${Buffer.from('integration@portal.example/token:demo-api-token').toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ webhook: { status: 'inactive' } }),
    });
  } finally {
    await emulator.stop();
  }
  return folder;
}
