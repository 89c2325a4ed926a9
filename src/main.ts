import { toAppError } from './errors';
import { createLog } from './log';
import { serve } from './serve';
import { readEnvironment } from './settings/environment';
import { readProductionSettings } from './settings/settings';
import { untilSignal } from './until-signal';

/** The production entry: settings are judged before a port opens, and stop mirrors start. */
async function main(): Promise<void> {
  const { settings, secrets } = readProductionSettings(readEnvironment());
  const log = createLog({ level: settings.log.level });
  const served = await serve(settings, secrets, { log });
  const signal = await untilSignal();
  log.info({ signal }, 'stopping');
  await served.stop();
  log.info({}, 'stopped');
}

main().catch((thrown: unknown) => {
  process.stderr.write(`${toAppError(thrown).message}\n`);
  process.exit(1);
});
