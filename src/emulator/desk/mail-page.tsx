import { CAUSES, type CauseId } from '../mail/suspend';
import type { SentMail, SuspendedTicket } from '../records';
import { Layout, Moment } from './layout';

interface Props {
  /** Newest first, both. */
  mails: SentMail[];
  suspended: SuspendedTicket[];
  /** What became of the answer just sent. */
  taken?: { ticket: number | undefined; isAside: boolean };
  /** The answer that could not be taken. */
  refused?: { id: number; text: string; problem: string };
}

export function MailPage({ mails, suspended, taken, refused }: Props) {
  return (
    <Layout title="Mail · Agent desk">
      <h1>Mail</h1>
      {taken?.ticket && (
        <p role="status">
          The answer is in ticket <a href={`/tickets/${taken.ticket}`}>#{taken.ticket}</a>.
        </p>
      )}
      {taken?.isAside && <p role="alert">The answer was put aside; the reason stands below.</p>}
      {refused && <p role="alert">{refused.problem}</p>}
      <section aria-labelledby="sent">
        <h2 id="sent">Sent</h2>
        {mails.length === 0 && <p>No mail yet.</p>}
        {mails.map((mail) => (
          <Sent key={mail.id} mail={mail} typed={refused?.id === mail.id ? refused.text : ''} />
        ))}
      </section>
      <section aria-labelledby="suspended">
        <h2 id="suspended">Suspended</h2>
        {suspended.length === 0 && <p>Nothing was put aside.</p>}
        {suspended.map((mail) => (
          <Suspended key={mail.id} mail={mail} />
        ))}
      </section>
    </Layout>
  );
}

function Sent({ mail, typed }: { mail: SentMail; typed: string }) {
  const field = `text-${mail.id}`;
  return (
    <article class="message">
      <h3>
        {mail.subject} <Moment at={mail.at} />
      </h3>
      <p>
        From {mail.from} to {mail.to}, about{' '}
        <a href={`/tickets/${mail.ticketId}`}>#{mail.ticketId}</a>
      </p>
      <p class="text">{mail.text}</p>
      <details open={typed !== ''}>
        <summary>Answer as {mail.to}</summary>
        <form method="post" action={`/mail/${mail.id}/replies`}>
          <label for={field}>Their answer</label>
          <textarea id={field} name="text" rows={4} required>
            {typed}
          </textarea>
          <button type="submit">Send as {mail.to}</button>
        </form>
      </details>
    </article>
  );
}

function Suspended({ mail }: { mail: SuspendedTicket }) {
  return (
    <article class="message internal">
      <h3>
        {mail.subject || 'No subject'} <Moment at={mail.createdAt} />
        <strong>{CAUSES[mail.causeId as CauseId]}</strong>
      </h3>
      <p>
        From {mail.from.address}
        {mail.ticketId !== null && (
          <>
            , about <a href={`/tickets/${mail.ticketId}`}>#{mail.ticketId}</a>
          </>
        )}
      </p>
      <p class="text">{mail.content}</p>
    </article>
  );
}
