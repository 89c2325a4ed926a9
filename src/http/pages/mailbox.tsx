import type { DemoMessage } from '../demo-mailbox';
import { Layout, type Frame } from './layout';
import { Moment } from './ticket-marks';

interface MailboxPageProps {
  readonly frame: Frame;
  readonly messages: readonly DemoMessage[];
}

/** What the demo would have mailed, so that a person can sign in without a mail server. */
export function MailboxPage({ frame, messages }: MailboxPageProps) {
  const { words } = frame;
  return (
    <Layout frame={frame} title={words.text('mailbox.title')}>
      <h1>{words.text('mailbox.title')}</h1>
      {messages.length === 0 && <p class="empty">{words.text('mailbox.empty')}</p>}
      <ol class="conversation">
        {messages.map(({ to, subject, text, at }) => (
          <li class="message">
            <p class="byline">
              <strong>{subject}</strong>
              <span>{words.text('mailbox.to', { to })}</span>
              <Moment words={words} at={new Date(at)} />
            </p>
            <p class="words">{text}</p>
          </li>
        ))}
      </ol>
    </Layout>
  );
}
