import { Moment } from './layout';
import { nameOf, type DeskComment, type TicketView } from './views';

/** Newest first; what the requester cannot read is marked. */
export function Conversation({ view }: { view: TicketView }) {
  const { comments, users, count } = view.conversation;
  return (
    <>
      <h2>Conversation</h2>
      {count > comments.length && (
        <p>
          The newest {comments.length} of {count} messages.
        </p>
      )}
      {comments.map((comment) => (
        <Message key={comment.id} comment={comment} author={nameOf(users, comment.author_id)} />
      ))}
    </>
  );
}

function Message({ comment, author }: { comment: DeskComment; author: string }) {
  return (
    <article class={comment.public ? 'message' : 'message internal'}>
      <h3>
        {author} <Moment at={comment.created_at} /> <Via channel={comment.via.channel} />
        {!comment.public && <strong>Internal note</strong>}
      </h3>
      <p class="text">{comment.plain_body}</p>
      {comment.attachments.length > 0 && (
        <ul>
          {comment.attachments.map((file) => (
            <li key={file.id}>
              <a href={pathOf(file.content_url)}>{file.file_name}</a> ({file.size} bytes)
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

/** How it came; agents must know what was answered by mail. */
export function Via({ channel }: { channel: string }) {
  const words = { email: 'by e-mail', api: 'by the API', rule: 'by a rule' }[channel] ?? channel;
  return <span class="via">{words}</span>;
}

/** Links stay on the address the agent came by, whatever the API calls itself. */
function pathOf(address: string): string {
  const { pathname, search } = new URL(address);
  return pathname + search;
}
