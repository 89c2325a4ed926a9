import { createSmtpMailer, type Mailer } from '../messages/mail';
import { createCodeSender } from '../messages/sign-in-code';
import { within } from '../within';
import type { Common } from './common';

type Deps = Omit<Common, 'now'> & {
  /** Instead of SMTP. */
  mailer?: Mailer;
};

const GRACE_MS = 1_000;

/** What mails sign-in codes. */
export function openMail({ settings, secrets, mailer, log, metrics, started }: Deps) {
  const post =
    mailer ??
    started(
      createSmtpMailer({ url: secrets.smtpUrl!.reveal(), from: settings.mail.from, log }),
      (smtp) => smtp.close(),
    );
  return started(
    createCodeSender({
      mailer: post,
      texts: settings.texts.signInCode,
      observe: metrics.signInCodeSent,
      log,
    }),
    (sender) => within(GRACE_MS, sender.drain()),
  );
}
