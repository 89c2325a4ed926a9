import { setImmediate as afterAnswers, setTimeout as sleep } from 'node:timers/promises';
import { toAppError, type AppError } from '../errors';
import type { Log } from '../log';
import type { Mailer, MailMessage } from './mail';
import type { NeverMailed } from './never-mailed';

export type Outgoing = ReturnType<typeof createOutgoing>;

type Deps = {
  mailer: Pick<Mailer, 'send'>;
  neverMailed: NeverMailed;
  observe: (outcome: 'sent' | 'failed') => void;
  log: Log;
};

/** Seconds before the next tries: the last one is still inside the ten minutes of a code. */
const PAUSES = [2, 15, 60, 180];

/** Mails in the background: nobody waits for a mail server, nor learns from its pace. */
export function createOutgoing({ mailer, neverMailed, observe, log }: Deps) {
  const sending = new Set<Promise<void>>();
  let isDelayed = false;

  async function deliver(message: MailMessage, what: string): Promise<void> {
    // Not even the start of it happens before the answer to whoever asked is written.
    await afterAnswers();
    if (neverMailed(message.to)) {
      log.warn({ kind: what }, 'A message to an address that opens tickets was not sent.');
      return;
    }
    for (const pause of [...PAUSES, null]) {
      const error = await attempt(message);
      if (error === null) return observe('sent');
      const isFinal = pause === null || error.code === 'invalid';
      log[isFinal ? 'error' : 'warn']({ code: error.code, error, kind: what }, 'not mailed');
      if (isFinal) return observe('failed');
      await sleep(pause * 1000, undefined, { ref: false });
    }
  }

  async function attempt(message: MailMessage): Promise<AppError | null> {
    try {
      await mailer.send(message);
      isDelayed = false;
      return null;
    } catch (thrown) {
      const error = toAppError(thrown);
      // What a server says about one addressee is nobody else's business: it would tell that there
      // was a message for them. Only a server that cannot be reached delays everybody's.
      if (error.details['answered'] === false) isDelayed = true;
      return error;
    }
  }

  return {
    /** @param what names the message in the log; its words do not stand there */
    send(message: MailMessage, what: string): void {
      const delivery = deliver(message, what).finally(() => sending.delete(delivery));
      sending.add(delivery);
    },
    /** @returns whether the mail server could not be reached the last time */
    isDelayed: () => isDelayed,
    /** Waits for what is being sent. */
    async drain(): Promise<void> {
      await Promise.allSettled(sending);
    },
  };
}
