import { setTimeout as sleep } from 'node:timers/promises';
import { toAppError } from '../errors';
import type { Log } from '../log';
import type { Mailer, MailMessage } from './mail';

export type Outgoing = ReturnType<typeof createOutgoing>;

type Deps = {
  mailer: Pick<Mailer, 'send'>;
  observe: (outcome: 'sent' | 'failed') => void;
  log: Log;
};

/** Seconds before the second and the third try: well inside the life of a code. */
const PAUSES = [2, 15];

/** Mails in the background: nobody waits for a mail server, nor learns from its pace. */
export function createOutgoing({ mailer, observe, log }: Deps) {
  const sending = new Set<Promise<void>>();

  async function deliver(message: MailMessage, what: string): Promise<void> {
    for (const pause of [...PAUSES, null]) {
      try {
        await mailer.send(message);
        observe('sent');
        return;
      } catch (thrown) {
        const error = toAppError(thrown);
        log.warn({ code: error.code, error, kind: what }, 'not mailed');
        if (pause === null) return observe('failed');
        await sleep(pause * 1000, undefined, { ref: false });
      }
    }
  }

  return {
    /** @param what names the message in the log; its words do not stand there */
    send(message: MailMessage, what: string): void {
      const delivery = deliver(message, what).finally(() => sending.delete(delivery));
      sending.add(delivery);
    },
    /** Waits for what is being sent. */
    async drain(): Promise<void> {
      await Promise.allSettled(sending);
    },
  };
}
