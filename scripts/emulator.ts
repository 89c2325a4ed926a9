import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { startEmulator, type RunningEmulator } from '../src/emulator/server';
import type { EmulatorSeed } from '../src/emulator/seed';

/** Starts the emulated Zendesk alone, and stops it on SIGINT and SIGTERM. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4000' },
      'data-dir': { type: 'string', default: '.data' },
    },
  });
  const demo = parse(await readFile('config/demo.yaml', 'utf8')) as EmulatorSeed;
  const emulator = await startEmulator({
    port: Number(values.port),
    dataDir: join(values['data-dir'], 'emulator'),
    seed: { agents: demo.agents },
  });
  console.log(`The emulated Zendesk listens on ${emulator.url} (open it for the agents' desk).
OAuth clients: portal-demo / portal-demo-secret (the integration, an admin),
               agent-demo / agent-demo-secret (the first agent).`);
  stopOnSignal(emulator);
}

function stopOnSignal(emulator: RunningEmulator): void {
  const stop = () => {
    emulator.stop().catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    });
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
