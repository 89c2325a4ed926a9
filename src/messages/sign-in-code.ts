import { setTimeout as sleep } from 'node:timers/promises';
import type { Locale } from '../domain/locale';
import { toAppError } from '../errors';
import type { Log } from '../log';
import type { Mailer } from './mail';

/** Sends a code in the background: nobody waits for a mail server, nor learns from its pace. */
export type SendCode = (code: { to: string; code: string; locale: Locale }) => void;

export interface CodeSender {
  readonly send: SendCode;
  /** Waits for what is being sent. */
  drain(): Promise<void>;
}

type Deps = {
  mailer: Pick<Mailer, 'send'>;
  /** `{code}` stands where the code goes. Nothing a visitor typed enters the mail. */
  texts: Record<Locale, { subject: string; text: string }>;
  observe: (outcome: 'sent' | 'failed') => void;
  log: Log;
};

/** Seconds before the second and the third try: well inside the life of a code. */
const PAUSES = [2, 15];

export function createCodeSender({ mailer, texts, observe, log }: Deps): CodeSender {
  const sending = new Set<Promise<void>>();

  async function deliver(to: string, code: string, locale: Locale): Promise<void> {
    const { subject, text } = texts[locale];
    const message = { to, subject, text: text.replaceAll('{code}', code) };
    for (const pause of [...PAUSES, null]) {
      try {
        await mailer.send(message);
        observe('sent');
        return;
      } catch (thrown) {
        const error = toAppError(thrown);
        log.warn({ code: error.code, error }, 'sign-in code not mailed');
        if (pause === null) return observe('failed');
        await sleep(pause * 1000, undefined, { ref: false });
      }
    }
  }

  return {
    send({ to, code, locale }) {
      const delivery = deliver(to, code, locale).finally(() => sending.delete(delivery));
      sending.add(delivery);
    },
    async drain() {
      await Promise.allSettled(sending);
    },
  };
}
