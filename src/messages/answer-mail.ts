import { z } from 'zod';

/** A mail from outside, as far as it takes to answer it. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly references: readonly string[];
}

export interface Answer {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly inReplyTo: string;
  readonly references: readonly string[];
}

/** What became of an answer. `refused`: support put it aside; `away`: it could not be handed over. */
export type AnswerFate = 'added' | 'follow_up' | 'new_request' | 'refused' | 'away';
export type AnswerMail = (answer: Answer) => Promise<AnswerFate>;

/** @returns what a mail program would send: the words, and below them the mail they answer */
export function answerTo(mail: ReceivedMail, words: string): Answer {
  const quoted = mail.text.split('\n').map((line) => `> ${line}`);
  return {
    from: mail.to,
    to: mail.replyTo,
    subject: `Re: ${mail.subject.replace(/^re: /i, '')}`,
    text: `${words}\n\n${quoted.join('\n')}`,
    inReplyTo: mail.messageId,
    references: [...mail.references, mail.messageId],
  };
}

const fateSchema = z.object({ outcome: z.enum(['comment', 'follow_up', 'ticket', 'suspended']) });
const FATES = {
  comment: 'added',
  follow_up: 'follow_up',
  ticket: 'new_request',
  suspended: 'refused',
} as const;
const PATIENCE_MS = 10_000;

/**
 * Stands for the mail on its way to support in the demo: hands it to the emulated Zendesk.
 *
 * @param url gives the emulator's address
 */
export function toEmulator(url: () => string): AnswerMail {
  return async (answer) => {
    const response = await fetch(new URL('/_emulator/inbound-mail', url()), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(answer),
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch(() => undefined);
    if (response === undefined || response.status >= 500) return 'away';
    if (!response.ok) return 'refused';
    return FATES[fateSchema.parse(await response.json()).outcome];
  };
}
