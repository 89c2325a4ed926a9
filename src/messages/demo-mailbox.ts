import { notFound } from '../errors';
import { answerTo, type AnswerFate, type AnswerMail, type ReceivedMail } from './answer-mail';
import { oneAddress, type Mailer } from './mail';
import type { SmsSender } from './sms';

/** A message as the demo's mailbox page shows it. `at` is an ISO time. */
export interface KeptMessage {
  readonly id: string;
  readonly channel: 'email' | 'sms';
  readonly from?: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: string;
  readonly answerable: boolean;
}

export interface DemoMailbox extends Mailer {
  /** What telephones would have received lies here too. */
  readonly sms: SmsSender;
  /** Takes what support sent by itself; its addressee can answer it. */
  receive(mail: ReceivedMail): void;
  /** @returns newest first, of one addressee or of all */
  list(to?: string): readonly KeptMessage[];
  /**
   * Answers a message as its addressee.
   *
   * @throws `not_found` when there is no such message, or it cannot be answered
   */
  answer(id: string, text: string): Promise<AnswerFate>;
}

interface Options {
  readonly now: () => Date;
  /** Where answers go; without it nothing can be answered. */
  readonly answer?: AnswerMail;
}

/** The page is for looking at; older messages make room. */
const MOST = 200;

/** Keeps in memory what would have been sent. */
export function createDemoMailbox({ now, answer }: Options): DemoMailbox {
  let kept: readonly { readonly message: KeptMessage; readonly mail?: ReceivedMail }[] = [];
  let count = 0;
  const keep = (
    words: Pick<KeptMessage, 'channel' | 'from' | 'to' | 'subject' | 'text'>,
    mail?: ReceivedMail,
  ) => {
    count += 1;
    const answerable = mail !== undefined && answer !== undefined;
    const message = { id: String(count), ...words, at: now().toISOString(), answerable };
    kept = [{ message, mail }, ...kept].slice(0, MOST);
  };
  return {
    async send({ to, subject, text }) {
      keep({ channel: 'email', to: oneAddress(to), subject, text });
    },
    receive: (mail) => {
      const { from, to, subject, text } = mail;
      keep({ channel: 'email', from, to, subject, text }, mail);
    },
    sms: {
      async send({ to, text }) {
        keep({ channel: 'sms', to, subject: 'SMS', text });
      },
    },
    list: (to) =>
      kept
        .map(({ message }) => message)
        .filter((message) => to === undefined || message.to.toLowerCase() === to.toLowerCase()),
    async answer(id, text) {
      const mail = kept.find(({ message }) => message.id === id)?.mail;
      if (mail === undefined || answer === undefined) throw notFound('message');
      return answer(answerTo(mail, text));
    },
    close: async () => undefined,
  };
}
