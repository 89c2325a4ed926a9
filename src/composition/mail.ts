import { createCodeSender } from '../messages/codes';
import { createSmtpMailer, type Mailer } from '../messages/mail';
import { createNeverMailed } from '../messages/never-mailed';
import { createNoticeSender } from '../messages/notices';
import { createOutgoing } from '../messages/outgoing';
import { within } from '../within';
import type { Common } from './common';

type Deps = Omit<Common, 'now'> & {
  /** Instead of SMTP. */
  mailer?: Mailer;
};

const GRACE_MS = 1_000;

/** What mails codes and notices. */
export function openMail({ settings, secrets, mailer, log, metrics, started }: Deps) {
  const post =
    mailer ??
    started(
      createSmtpMailer({ url: secrets.smtpUrl!.reveal(), from: settings.mail.from, log }),
      (smtp) => smtp.close(),
    );
  const outgoing = started(
    createOutgoing({
      mailer: post,
      neverMailed: createNeverMailed(settings.mail.neverTo),
      observe: metrics.mailSent,
      log,
    }),
    (running) => within(GRACE_MS, running.drain()),
  );
  const { codes, notices } = settings.texts;
  return {
    sendCode: createCodeSender({ outgoing, texts: codes }),
    sendNotice: createNoticeSender({ outgoing, texts: notices }),
    isMailDelayed: () => outgoing.isDelayed(),
  };
}
