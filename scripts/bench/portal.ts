import { createLog } from '../../src/log';
import { createDemoMailbox } from '../../src/messages/demo-mailbox';
import { serve } from '../../src/serve';
import { readShellEnvironment } from '../../src/settings/environment';
import { readDemoSettings } from '../../src/settings/settings';
import { untilSignal } from '../../src/until-signal';
import { runCommand } from '../command';
import { bringUp } from '../demo/bring-up';

/**
 * The portal alone, as `npm start` runs it, but that its mails stay where a bench can read them, and
 * that it brings the emulated account up first.
 */
runCommand(async () => {
  const { settings, secrets } = await bringUp(readDemoSettings(readShellEnvironment()));
  const mailbox = createDemoMailbox({ now: () => new Date() });
  const log = createLog({ level: settings.log.level });
  const served = await serve(settings, secrets, { log, mailer: mailbox, mailbox });
  await untilSignal();
  await served.stop();
});
