import type { DemoMessage } from '../demo-mailbox';
import type { Problem } from '../forms/problems';
import type { Flash } from '../middleware/session';
import { Field } from './field';
import { Hidden } from './hidden';
import { Layout, type Frame } from './layout';
import { Moment } from './ticket-marks';

/** An answer that was not taken. */
interface RefusedAnswer {
  readonly message: string;
  readonly text: string;
  readonly problems: readonly Problem[];
}

interface MailboxPageProps {
  readonly frame: Frame;
  readonly messages: readonly DemoMessage[];
  readonly flash?: Flash;
  readonly refused?: RefusedAnswer;
}

/** What the demo would have mailed, so that a person can sign in and answer support without a mail server. */
export function MailboxPage({ frame, messages, flash, refused }: MailboxPageProps) {
  const { words } = frame;
  return (
    <Layout frame={frame} title={words.text('mailbox.title')}>
      <h1>{words.text('mailbox.title')}</h1>
      {flash && (
        <p class="flash" role="status">
          {words.text(`flash.${flash}`)}
        </p>
      )}
      {messages.length === 0 && <p class="empty">{words.text('mailbox.empty')}</p>}
      <ol class="conversation">
        {messages.map((message) => (
          <Message
            frame={frame}
            message={message}
            refused={refused?.message === message.id ? refused : undefined}
          />
        ))}
      </ol>
    </Layout>
  );
}

interface MessageProps {
  readonly frame: Frame;
  readonly message: DemoMessage;
  readonly refused: RefusedAnswer | undefined;
}

function Message({ frame, message, refused }: MessageProps) {
  const { words } = frame;
  const { from, to, subject, text, at, answerable } = message;
  return (
    <li class="message mail">
      <p class="byline">
        <strong>{subject}</strong>
        {from !== undefined && <span>{words.text('mailbox.from', { from })}</span>}
        <span>{words.text('mailbox.to', { to })}</span>
        <Moment words={words} at={new Date(at)} />
      </p>
      <p class="words">{text}</p>
      {answerable && <AnswerForm frame={frame} message={message} refused={refused} />}
    </li>
  );
}

function AnswerForm({ frame: { words, csrfToken }, message, refused }: MessageProps) {
  const field = `answer-${message.id}`;
  const problems = (refused?.problems ?? []).map((problem) => ({ ...problem, field }));
  return (
    <details class="answer" open={refused !== undefined}>
      <summary>{words.text('mailbox.answer')}</summary>
      <form method="post" action="/dev/mailbox/replies" data-once>
        <Hidden name="csrf" value={csrfToken} />
        <Hidden name="message" value={message.id} />
        <Field
          words={words}
          name={field}
          postedAs="text"
          label={words.text('mailbox.answer_as', { to: message.to })}
          problems={problems}
        >
          <textarea rows={4} required value={refused?.text ?? ''} />
        </Field>
        <button class="primary">{words.text('form.send')}</button>
      </form>
    </details>
  );
}
