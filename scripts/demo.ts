import { randomUUID } from 'node:crypto';
import { startEmulator } from '../src/emulator/server';
import { toAppError } from '../src/errors';
import { createLog } from '../src/log';
import { toEmulator } from '../src/messages/answer-mail';
import { createDemoMailbox } from '../src/messages/demo-mailbox';
import { serve } from '../src/serve';
import { readDemoPeople } from '../src/settings/demo-people';
import { demoStandIns } from '../src/settings/demo-stand-ins';
import { readShellEnvironment } from '../src/settings/environment';
import { readDemoSettings } from '../src/settings/settings';
import { startStandIns } from '../src/stand-ins/stand-ins';
import { untilSignal } from '../src/until-signal';
import { bringUp } from './demo/bring-up';

/** Everything embedded and seeded: a database, an emulated Zendesk, the portal, a mailbox to read. */
async function main(): Promise<void> {
  const startedAt = Date.now();
  const configuration = readDemoSettings(readShellEnvironment());
  const { settings: asked } = configuration;
  const everybody = readDemoPeople();
  const { people, agents } = everybody;
  const log = createLog({ level: asked.log.level, pretty: true });
  const mailbox = createDemoMailbox({
    now: () => new Date(),
    answer: toEmulator(() => `http://127.0.0.1:${asked.emulator.port}`),
  });

  const emulator = await startEmulator({
    port: asked.emulator.port,
    dataDir: `${asked.database.dataDir}/emulator`,
    seed: { agents },
    onMail: (mail) => mailbox.receive(mail),
  });
  // Their thread loads while the rest starts; should it fail, that is told when it is waited for.
  const standIns = startStandIns(demoStandIns(configuration, everybody));
  standIns.catch(() => undefined);
  try {
    const { settings, secrets } = await bringUp(configuration);
    const served = await serve(settings, secrets, {
      ...{ log, mailbox },
      ...{ mailer: mailbox, sms: mailbox.sms },
    });
    for (const { email, name, locale, accounts } of people) {
      const id = await served.app.people.add({ id: randomUUID(), email, name, locale });
      for (const account of accounts) await served.app.access.grant(id, account);
    }
    await standIns;
    process.stdout.write(
      banner(settings.http.publicUrl, emulator.url, people, agents, Date.now() - startedAt),
    );
    await untilSignal();
    process.stdout.write('\nStopping.\n');
    await served.stop();
  } finally {
    await emulator.stop();
    await standIns.then(
      (running) => running.stop(),
      () => undefined,
    );
  }
}

type Seeded = ReturnType<typeof readDemoPeople>;

function banner(
  portal: URL,
  support: string,
  people: Seeded['people'],
  agents: Seeded['agents'],
  ms: number,
): string {
  const column = Math.max(...people.map(({ email }) => email.length)) + 2;
  const lines = [
    '',
    `VTEX support portal, ready in ${(ms / 1000).toFixed(1)} s`,
    '',
    `  Portal         ${portal.href}`,
    `  Demo mailbox   ${new URL('/dev/mailbox', portal).href}   (codes and support's mail arrive here; answer it there)`,
    `  Agents' desk   ${support}/`,
    '  Google, Facebook: played by stand-ins behind the buttons of the sign-in page',
    '',
    '  Sign in as',
    ...people.map(
      ({ email, accounts }) => `    ${email.padEnd(column)}${accounts.join(', ') || 'no account'}`,
    ),
    `  Support agents: ${agents.map(({ email }) => email).join(', ')}`,
    '',
    '  Ctrl-C stops everything; the next start finds the same data.',
    '',
  ];
  return lines.map((line) => `${line}\n`).join('');
}

main().catch((thrown: unknown) => {
  process.stderr.write(`${toAppError(thrown).message}\n`);
  process.exit(1);
});
