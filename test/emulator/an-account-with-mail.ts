import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClock } from '../../src/emulator/clock';
import { createMail } from '../../src/emulator/mail/mail';
import { createSnapshot } from '../../src/emulator/snapshot';
import { startClient, type Client } from './client';

export interface AccountWithMail {
  zendesk: Client;
  ticketId: number;
  stop(): Promise<void>;
}

/** An emulator that was started again after support had mailed Olivia twice and Omar once about her ticket. */
export async function anAccountWithMail(): Promise<AccountWithMail> {
  const dataDir = await mkdtemp(join(tmpdir(), 'emulator-'));
  const before = await startClient({ dataDir });
  const olivia = await before.person('Olivia');
  const omar = await before.person('Omar');
  const ticket = await before.ticket({ requester_id: olivia.id });
  await before.stop();
  await sendMails(dataDir, ticket.id, [[olivia.id, omar.id], [olivia.id]]);
  const zendesk = await startClient({ dataDir });
  return {
    zendesk,
    ticketId: ticket.id,
    stop: async () => {
      await zendesk.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}

async function sendMails(dataDir: string, ticketId: number, recipients: number[][]) {
  const kept = await createSnapshot(dataDir, () => {
    throw new Error('Only read.');
  }).read();
  if (!kept) throw new Error('There is no account.');
  const world = { state: kept.state, clock: createClock(), changed: () => undefined };
  const mail = createMail(
    () => world,
    () => undefined,
  );
  recipients.forEach((recipientIds, index) =>
    mail.notify({ ticketId, recipientIds, subject: `Mail ${index + 1}`, body: 'Which one?' }),
  );
  await createSnapshot(dataDir, () => kept).flush();
}
