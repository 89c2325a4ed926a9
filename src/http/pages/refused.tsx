import type { KeptFile } from '../../domain/draft';
import { ticketId } from '../../domain/ticket';
import type { RefusedView } from '../../use-cases/views';
import type { Problem } from '../forms/problems';
import { Field } from './field';
import { FilesField } from './files-field';
import { Hidden } from './hidden';
import { Layout, type Frame } from './layout';
import { ProblemSummary } from './problem-summary';

export interface RefusedPageProps {
  readonly frame: Frame;
  readonly view: RefusedView;
  readonly typed: { readonly subject: string; readonly text: string };
  readonly intent: string;
  readonly files: readonly KeptFile[];
  readonly problems: readonly Problem[];
}

/** What support refused, to be edited and sent again with its files. */
export function RefusedPage({ frame, view, typed, intent, files, problems }: RefusedPageProps) {
  const { words, csrfToken } = frame;
  const { ticket, reason, subject } = view;
  const address = `/tickets/${ticketId(ticket)}`;
  const isRequest = subject !== null;
  return (
    <Layout frame={frame} title={words.text('refused.title')}>
      <p>
        <a href={address}>{words.text('refused.back')}</a>
      </p>
      <ProblemSummary words={words} problems={problems} kept />
      <h1>{words.text('refused.title')}</h1>
      <p>{words.text(`refused.${reason}`)}</p>
      <form
        method="post"
        action={`${address}/refused/${encodeURIComponent(view.intent)}`}
        enctype="multipart/form-data"
        data-once
      >
        {/* First, so that they are judged before any file arrives. */}
        <Hidden name="csrf" value={csrfToken} />
        <Hidden name="intent" value={intent} />
        {isRequest && (
          <Field
            words={words}
            name="subject"
            label={words.text('form.subject')}
            problems={problems}
          >
            <input value={typed.subject} required />
          </Field>
        )}
        <Field
          words={words}
          name="text"
          label={words.text(isRequest ? 'form.text' : 'ticket.reply')}
          problems={problems}
        >
          <textarea rows={10} required value={typed.text} />
        </Field>
        <FilesField words={words} files={files} problems={problems} />
        <button class="primary">{words.text('form.send')}</button>
      </form>
    </Layout>
  );
}
