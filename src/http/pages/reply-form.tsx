import type { KeptFile } from '../../domain/draft';
import { ticketId, type Ticket } from '../../domain/ticket';
import type { Problem } from '../forms/problems';
import type { Words } from '../words';
import { Field } from './field';
import { FilesField } from './files-field';
import { Hidden } from './hidden';

/** A reply being written, or the one that was refused. */
export interface TypedReply {
  readonly intent: string;
  readonly text: string;
  readonly files: readonly KeptFile[];
  readonly problems: readonly Problem[];
}

interface ReplyFormProps {
  readonly words: Words;
  readonly csrfToken: string;
  readonly ticket: Ticket;
  readonly reply: TypedReply;
}

export function ReplyForm({ words, csrfToken, ticket, reply }: ReplyFormProps) {
  const { intent, text, files, problems } = reply;
  const hint = words.text(
    ticket.status === 'solved' ? 'ticket.reply_reopens' : 'ticket.reply_by_email',
  );
  return (
    <section aria-labelledby="reply">
      <h2 id="reply">{words.text('ticket.reply_title')}</h2>
      <form
        method="post"
        action={`/tickets/${ticketId(ticket)}/replies`}
        enctype="multipart/form-data"
        data-once
      >
        <Hidden name="csrf" value={csrfToken} />
        <Hidden name="intent" value={intent} />
        <Field
          words={words}
          name="text"
          label={words.text('ticket.reply')}
          problems={problems}
          hint={hint}
        >
          <textarea rows={6} required value={text} />
        </Field>
        <FilesField words={words} files={files} problems={problems} />
        <button class="primary">{words.text('form.send')}</button>
      </form>
    </section>
  );
}
