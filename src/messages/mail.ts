import { createTransport } from 'nodemailer';
import { AppError } from '../errors';
import type { Log } from '../log';

export interface MailMessage {
  /** Exactly one address. */
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

/** Mails go to a server in production and to a page in the demo. */
export interface Mailer {
  /**
   * Resolves when the mail server took the message. Throws `invalid` when it never will,
   * `unavailable` when it may later (details.answered: whether a server answered at all).
   */
  send(message: MailMessage): Promise<void>;
  close(): Promise<void>;
}

export interface SmtpOptions {
  /** `smtp://` or `smtps://`, with user and password where the server asks for them. */
  url: string;
  /** The sender, an address or `Name <address>`. */
  from: string;
  log: Log;
}

const TIMES = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 15_000 };

/** Sends through a mail server, over connections kept open for the next message. */
export function createSmtpMailer({ url, from, log }: SmtpOptions): Mailer {
  const server = new URL(url);
  const transport = createTransport({
    pool: true,
    maxConnections: 2,
    host: server.hostname.replace(/^\[|\]$/g, ''),
    port: Number(server.port) || (server.protocol === 'smtps:' ? 465 : 587),
    secure: server.protocol === 'smtps:',
    // Codes open accounts: off this machine they travel encrypted or not at all.
    requireTLS: !/^(localhost|127\.[\d.]+|\[::1\])$/.test(server.hostname),
    auth: server.username
      ? { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) }
      : undefined,
    // Nothing in a message may make the mailer read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...TIMES,
  });
  return {
    async send({ to, subject, text }) {
      const message = { from, to: oneAddress(to), subject: oneLine(subject), text };
      try {
        await transport.sendMail({ ...message, headers: { 'Auto-Submitted': 'auto-generated' } });
      } catch (cause) {
        throw refusedBy(cause);
      }
      log.debug({ operation: 'mail' }, 'A message was handed to the mail server.');
    },
    close: async () => transport.close(),
  };
}

/** RFC 5321, 4.2.1: an answer of 500 and above is final, one of 400 and above is not. */
function refusedBy(cause: unknown): AppError {
  const code = cause instanceof Error && 'responseCode' in cause ? cause.responseCode : undefined;
  const isFinal = typeof code === 'number' && code >= 500;
  return new AppError(
    isFinal ? 'invalid' : 'unavailable',
    'The mail server did not take a message.',
    { cause, details: { answered: typeof code === 'number' } },
  );
}

/**
 * A list, a display name or a line break would send one person's code to somebody else.
 * @returns the address; throws `invalid` for anything but exactly one
 */
export function oneAddress(to: string): string {
  const isOne = /^[^\s@,;:<>()[\]"\\]{1,64}@[^\s@,;:<>()[\]"\\]{1,255}$/.test(to);
  if (!isOne) throw new AppError('invalid', 'A message goes to exactly one e-mail address.');
  return to;
}

function oneLine(subject: string): string {
  if (/[\r\n]/.test(subject)) throw new AppError('invalid', 'A subject is one line.');
  return subject;
}
