import { encodeTicketId } from '../../src/emulator/mail/encoded-id';
import type { RunningPortal } from './start-portal';

/** Puts a mail about a ticket into the demo's mailbox, as the emulated Zendesk writes them. */
export function mailFromSupport(
  { mailbox }: Pick<RunningPortal, 'mailbox'>,
  mail: { number: number; to: string; subject?: string; text?: string },
): void {
  const encoded = encodeTicketId(mail.number);
  const thread = `<${encoded}@emulator.example>`;
  mailbox.receive({
    from: '"Ana Agent (Support)" <support@emulator.example>',
    to: mail.to,
    replyTo: `support+id${encoded}@emulator.example`,
    subject: mail.subject ?? 'About your request',
    text: `##- Please type your reply above this line -##\n\n${mail.text ?? 'Which one?'}\n\n[${encoded}]\n`,
    messageId: `<${encoded}_1@emulator.example>`,
    references: [thread],
  });
}
