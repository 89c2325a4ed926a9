import { join } from 'node:path';
import { startEmulator } from '../src/emulator/server';
import { toAppError } from '../src/errors';
import { readDemoPeople } from '../src/settings/demo-people';
import { readEnvironment } from '../src/settings/environment';
import { readEmulatorSettings } from '../src/settings/settings';
import { untilSignal } from '../src/until-signal';

/** The emulated Zendesk alone. */
async function main(): Promise<void> {
  const { port, dataDir } = readEmulatorSettings(readEnvironment());
  const { agents } = readDemoPeople();
  const emulator = await startEmulator({
    port,
    dataDir: join(dataDir, 'emulator'),
    seed: { agents },
  });
  process.stdout
    .write(`The emulated Zendesk listens on ${emulator.url} (open it for the agents' desk).
OAuth clients: portal-demo / portal-demo-secret (the integration, an admin),
               agent-demo / agent-demo-secret (the first agent).
`);
  await untilSignal();
  await emulator.stop();
}

main().catch((thrown: unknown) => {
  process.stderr.write(`${toAppError(thrown).message}\n`);
  process.exit(1);
});
