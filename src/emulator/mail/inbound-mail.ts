import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { invalidField } from '../errors';
import type { MailEnvelope } from '../records';
import { MAX_UPLOAD_BYTES } from '../rules/keep-upload';
import { parseMailbox, SUPPORT_ADDRESS } from './addresses';

export interface InboundMail extends MailEnvelope {
  subject: string;
  text: string;
  inReplyTo: string | null;
  references: string[];
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  attachments: { name: string; contentType: string; bytes: Buffer }[];
}

const mailbox = z.string().transform((text, context) => {
  const person = parseMailbox(text);
  if (person) return person;
  context.addIssue({ code: 'custom', message: 'is no e-mail address' });
  return z.NEVER;
});
const messageId = z.string().regex(/^<[^<>\s]+>$/, 'must be an id such as <1@shop.example>');
const messageIds = z.union([
  z.array(messageId),
  z
    .string()
    .transform((ids) => ids.split(/\s+/).filter(Boolean))
    .pipe(z.array(messageId)),
]);

const inboundMail = z.strictObject({
  from: mailbox,
  to: mailbox.default({ address: SUPPORT_ADDRESS, name: '' }),
  subject: z.string(),
  text: z.string(),
  messageId: messageId.optional(),
  inReplyTo: messageId.nullable().default(null),
  references: messageIds.default([]),
  headers: z.record(z.string(), z.string()).default({}),
  attachments: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(255),
        contentType: z.string().regex(/^[\w.+-]+\/[\w.+-]+(?:;.*)?$/, 'must be a media type'),
        base64: z.base64('must be base64'),
      }),
    )
    .default([]),
});

/**
 * Reads a mail from JSON. Throws a `ZodError` for what is no mail, and 422 for one that is too large.
 */
export function readInboundMail(body: unknown): InboundMail {
  const { attachments, headers, ...mail } = inboundMail.parse(body);
  const files = attachments.map(({ base64, ...file }) => ({
    ...file,
    bytes: Buffer.from(base64, 'base64'),
  }));
  if (files.reduce((sum, { bytes }) => sum + bytes.length, 0) > MAX_UPLOAD_BYTES) {
    throw invalidField('attachments', `The files are larger than ${MAX_UPLOAD_BYTES} bytes in all`);
  }
  return {
    ...mail,
    subject: mail.subject.replace(/\s+/g, ' ').trim(),
    messageId: mail.messageId ?? `<${randomUUID()}@${mail.from.address.split('@')[1]}>`,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    attachments: files,
  };
}
