import type { Log } from '../log';
import { createSmtpMailer, type Mailer } from '../messages/mail';
import { createCodeSender } from '../messages/sign-in-code';
import type { Metrics } from '../metrics';
import type { Secrets } from '../settings/secrets';
import type { Settings } from '../settings/settings';
import { within } from '../within';
import type { Started } from './endings';

type Deps = {
  settings: Settings;
  secrets: Secrets;
  /** Instead of SMTP. */
  mailer?: Mailer;
  log: Log;
  metrics: Metrics;
  started: Started;
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
