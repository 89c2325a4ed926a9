import type { SentMail } from '../records';
import { readInboundMail, type InboundMail } from './inbound-mail';

/** @returns what a mail program sends when the addressee of a mail answers it, quoting it below */
export function answerTo(mail: SentMail, text: string): InboundMail {
  const quoted = mail.text.split('\n').map((line) => `> ${line}`);
  return readInboundMail({
    from: mail.to,
    to: mail.replyTo,
    subject: `Re: ${mail.subject.replace(/^re: /i, '')}`,
    text: `${text}\n\n${quoted.join('\n')}`,
    inReplyTo: mail.messageId,
    references: [...mail.references, mail.messageId],
  });
}
