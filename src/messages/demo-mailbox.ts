import { oneAddress, type Mailer } from './mail';
import type { SmsSender } from './sms';

/** A message as the demo's mailbox page shows it. `at` is an ISO time. */
export interface KeptMessage {
  readonly channel: 'email' | 'sms';
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: string;
}

export interface DemoMailbox extends Mailer {
  /** What telephones would have received lies here too. */
  readonly sms: SmsSender;
  /** @returns newest first, of one addressee or of all */
  list(to?: string): readonly KeptMessage[];
}

/** The page is for looking at; older messages make room. */
const MOST = 200;

/** Keeps in memory what would have been sent. */
export function createDemoMailbox({ now }: { now: () => Date }): DemoMailbox {
  let kept: readonly KeptMessage[] = [];
  const keep = (message: Omit<KeptMessage, 'at'>) => {
    kept = [{ ...message, at: now().toISOString() }, ...kept].slice(0, MOST);
  };
  return {
    async send({ to, subject, text }) {
      keep({ channel: 'email', to: oneAddress(to), subject, text });
    },
    sms: {
      async send({ to, text }) {
        keep({ channel: 'sms', to, subject: 'SMS', text });
      },
    },
    list: (to) =>
      to === undefined
        ? kept
        : kept.filter((message) => message.to.toLowerCase() === to.toLowerCase()),
    close: async () => undefined,
  };
}
