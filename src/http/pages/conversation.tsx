import type { Message } from '../../domain/message';
import type { Words } from '../words';
import { RefusalNote } from './refusal-note';
import { Moment } from './ticket-marks';

interface ConversationProps {
  readonly words: Words;
  readonly csrfToken: string;
  /** Whether what was refused may still be corrected here. */
  readonly mayEdit: boolean;
  /** What stands in the ticket's address. */
  readonly id: string;
  readonly messages: readonly Message[];
}

/** What was said, oldest first, and how far each message has come. */
export function Conversation({ words, csrfToken, mayEdit, id, messages }: ConversationProps) {
  return (
    <section aria-labelledby="conversation">
      <h2 id="conversation">{words.text('ticket.conversation')}</h2>
      <ol class="conversation">
        {messages.map((message) => (
          <li class={`message from-${message.from}`}>
            <Heading words={words} message={message} />
            <p class="words">{message.text}</p>
            <Files words={words} id={id} message={message} />
            {message.refusal && (
              <RefusalNote
                words={words}
                csrfToken={csrfToken}
                id={id}
                intent={message.id}
                reason={message.refusal}
                isMine={message.isMine}
                mayEdit={mayEdit}
              />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

interface MessageProps {
  readonly words: Words;
  readonly message: Message;
}

function Heading({ words, message }: MessageProps) {
  const { authorName, from, isMine, at, delivery } = message;
  return (
    <p class="byline">
      <strong>{authorName}</strong>
      {from === 'support' && <span class="mark">{words.text('ticket.from_support')}</span>}
      {isMine && <span class="mark">{words.text('ticket.from_me')}</span>}
      <Moment words={words} at={at} />
      {delivery === 'sending' && <span class="mark sending">{words.text('ticket.sending')}</span>}
      {delivery === 'refused' && <span class="mark refused">{words.text('ticket.refused')}</span>}
    </p>
  );
}

function Files({ words, id, message }: MessageProps & { readonly id: string }) {
  if (message.attachments.length === 0) return null;
  return (
    <ul class="files">
      {message.attachments.map((file) => (
        <li>
          <a href={`/tickets/${id}/attachments/${encodeURIComponent(file.id)}`}>{file.name}</a>{' '}
          <small>{words.size(file.size)}</small>
        </li>
      ))}
    </ul>
  );
}
