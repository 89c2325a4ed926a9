import { oneAddress, type Mailer } from './mail';

/** A message as the demo's mailbox page shows it. `at` is an ISO time. */
export interface KeptMessage {
  readonly channel: 'email' | 'sms';
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: string;
}

export interface DemoMailbox extends Mailer {
  /** @returns newest first, of one addressee or of all */
  list(to?: string): readonly KeptMessage[];
}

/** The page is for looking at; older messages make room. */
const MOST = 200;

/** Keeps in memory what would have been sent. */
export function createDemoMailbox({ now }: { now: () => Date }): DemoMailbox {
  let kept: readonly KeptMessage[] = [];
  return {
    async send({ to, subject, text }) {
      const message = { channel: 'email', to: oneAddress(to), subject, text } as const;
      kept = [{ ...message, at: now().toISOString() }, ...kept].slice(0, MOST);
    },
    list: (to) =>
      to === undefined
        ? kept
        : kept.filter((message) => message.to.toLowerCase() === to.toLowerCase()),
    close: async () => undefined,
  };
}
