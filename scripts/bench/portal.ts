import { createLog } from '../../src/log';
import { createDemoMailbox } from '../../src/messages/demo-mailbox';
import { serve } from '../../src/serve';
import { readShellEnvironment } from '../../src/settings/environment';
import { readDemoSettings } from '../../src/settings/settings';
import { untilSignal } from '../../src/until-signal';
import { runCommand } from '../command';

/** The portal alone, as `npm start` runs it, but that its mails stay where a bench can read them. */
runCommand(async () => {
  const { settings, secrets } = readDemoSettings(readShellEnvironment());
  const mailbox = createDemoMailbox({ now: () => new Date() });
  const log = createLog({ level: settings.log.level });
  const served = await serve(settings, secrets, { log, mailer: mailbox, mailbox });
  await untilSignal();
  await served.stop();
});
