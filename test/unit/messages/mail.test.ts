import { silentLog } from '../../../src/log';
import { createDemoMailbox } from '../../../src/messages/demo-mailbox';
import { createSmtpMailer, type Mailer } from '../../../src/messages/mail';
import { startMailServer, type MailServer } from '../../support/mail-server';

const from = 'Support <support@portal.example>';
const message = { to: 'owner@lojaazul.example', subject: 'Seu código', text: 'O código é 123456.' };

let mailer: Mailer | undefined;
let server: MailServer | undefined;
afterEach(async () => {
  await mailer?.close();
  await server?.stop();
  mailer = server = undefined;
});

test('a message reaches the mail server with one addressee', async () => {
  server = await startMailServer();
  mailer = createSmtpMailer({ url: server.url, from, log: silentLog() });
  await mailer.send(message);
  const heard = server.heard();
  expect(heard).toContain('RCPT TO:<owner@lojaazul.example>');
  expect(heard.match(/RCPT TO/g)).toHaveLength(1);
  expect(heard).toContain('Auto-Submitted: auto-generated');
});

test('a mail server that is away is unavailable, not our bug', async () => {
  mailer = createSmtpMailer({ url: 'smtp://127.0.0.1:1', from, log: silentLog() });
  await expect(mailer.send(message)).rejects.toMatchObject({ code: 'unavailable' });
});

test.each([
  'owner@lojaazul.example, eve@evil.example',
  'owner@lojaazul.example\r\nBcc: eve@evil.example',
  'Eve <eve@evil.example>',
  '<owner@lojaazul.example>',
  'owner',
  '',
])('the addressee %j is refused before anything is sent', async (to) => {
  mailer = createSmtpMailer({ url: 'smtp://127.0.0.1:1', from, log: silentLog() });
  await expect(mailer.send({ ...message, to })).rejects.toMatchObject({ code: 'invalid' });
  const mailbox = createDemoMailbox({ now: () => new Date() });
  await expect(mailbox.send({ ...message, to })).rejects.toMatchObject({ code: 'invalid' });
});

test('a subject with a line break is refused', async () => {
  mailer = createSmtpMailer({ url: 'smtp://127.0.0.1:1', from, log: silentLog() });
  const forged = { ...message, subject: 'Hello\r\nBcc: eve@evil.example' };
  await expect(mailer.send(forged)).rejects.toMatchObject({ code: 'invalid' });
});

test("the demo's mailbox shows the newest message first, of one person or of all", async () => {
  const mailbox = createDemoMailbox({ now: () => new Date('2026-01-02T03:04:05Z') });
  await mailbox.send(message);
  await mailbox.send({ ...message, to: 'finance@lojaazul.example', subject: 'Second' });
  expect(mailbox.list().map(({ subject }) => subject)).toEqual(['Second', 'Seu código']);
  expect(mailbox.list('OWNER@lojaazul.example')).toEqual([
    { id: '1', ...message, channel: 'email', at: '2026-01-02T03:04:05.000Z', answerable: false },
  ]);
});

test("the demo's mailbox makes room by forgetting the oldest", async () => {
  const mailbox = createDemoMailbox({ now: () => new Date() });
  for (let count = 0; count < 205; count += 1) {
    await mailbox.send({ ...message, subject: String(count) });
  }
  expect(mailbox.list()).toHaveLength(200);
  expect(mailbox.list().at(-1)?.subject).toBe('5');
});
