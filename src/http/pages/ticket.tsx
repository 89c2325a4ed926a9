import type { Offer } from '../../domain/offer';
import { ticketId, type Ticket } from '../../domain/ticket';
import type { TicketView } from '../../use-cases/views';
import type { Flash } from '../middleware/session';
import type { Words } from '../words';
import { Conversation } from './conversation';
import { Layout, type Frame } from './layout';
import { ProblemSummary } from './problem-summary';
import { RefusalNote } from './refusal-note';
import { ReplyForm, type TypedReply } from './reply-form';
import { Solution } from './solution';
import { FreshnessLine, impactWord, KindWord, Moment, StatusMark } from './ticket-marks';

export interface TicketPageProps {
  readonly frame: Frame;
  readonly view: TicketView;
  readonly offer: Offer;
  readonly flash?: Flash;
  readonly reply: TypedReply;
  readonly solutionIntent: string;
}

/** One request: what it is, what was said, and what can be done about it now. */
export function TicketPage({ frame, view, offer, flash, reply, solutionIntent }: TicketPageProps) {
  const { words, csrfToken } = frame;
  const { ticket } = view;
  return (
    <Layout frame={frame} title={ticket.subject}>
      <p>
        <a href="/tickets">{words.text('ticket.back')}</a>
      </p>
      {flash && (
        <p class="flash" role="status">
          {words.text(`flash.${flash}`)}
        </p>
      )}
      <ProblemSummary words={words} problems={reply.problems} kept />
      <h1>{ticket.subject}</h1>
      <FreshnessLine words={words} freshness={view.freshness} />
      <Details words={words} offer={offer} ticket={ticket} />
      <Conversation
        words={words}
        csrfToken={csrfToken}
        mayEdit={ticket.status !== 'closed'}
        id={ticketId(ticket)}
        messages={view.messages}
      />
      {view.refusedSolution && (
        <section aria-labelledby="refused-solution">
          <h2 id="refused-solution">{words.text('refused.solution')}</h2>
          <RefusalNote
            words={words}
            csrfToken={csrfToken}
            id={ticketId(ticket)}
            {...view.refusedSolution}
            mayEdit={false}
          />
        </section>
      )}
      {/* What somebody wrote while support closed it must still be there to copy. */}
      {(ticket.status !== 'closed' || reply.text !== '') && (
        <ReplyForm words={words} csrfToken={csrfToken} ticket={ticket} reply={reply} />
      )}
      <Solution words={words} csrfToken={csrfToken} view={view} intent={solutionIntent} />
    </Layout>
  );
}

interface DetailsProps {
  readonly words: Words;
  readonly offer: Offer;
  readonly ticket: Ticket;
}

function Details({ words, offer, ticket }: DetailsProps) {
  const { account, kind, impact, status, requesterName, createdAt, followUpOf } = ticket;
  return (
    <dl class="details" aria-label={words.text('ticket.details')}>
      <dt>{words.text('ticket.id')}</dt>
      <dd>{ticketId(ticket)}</dd>
      <dt>{words.text('list.status')}</dt>
      <dd>
        <StatusMark words={words} status={status} />{' '}
        {ticket.deleted && <span class="mark refused">{words.text('list.deleted')}</span>}
        {ticket.beingSent && <span class="mark sending">{words.text('list.being_sent')}</span>}
      </dd>
      <dt>{words.text('form.account')}</dt>
      <dd>{account ?? words.text('list.no_value')}</dd>
      <dt>{words.text('form.kind')}</dt>
      <dd>
        <KindWord words={words} offer={offer} kind={kind} />
      </dd>
      <dt>{words.text('form.impact')}</dt>
      <dd>{impactWord(words, offer, impact)}</dd>
      <dt>{words.text('ticket.requester')}</dt>
      <dd>{requesterName}</dd>
      <dt>{words.text('ticket.created')}</dt>
      <dd>
        <Moment words={words} at={createdAt} />
      </dd>
      {followUpOf !== null && (
        <dd class="wide">
          <a href={`/tickets/${followUpOf}`}>
            {words.text('ticket.follows_up', { number: followUpOf })}
          </a>
        </dd>
      )}
    </dl>
  );
}
