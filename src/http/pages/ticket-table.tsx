import type { ComponentChildren } from 'preact';
import type { Offer } from '../../domain/offer';
import { ticketId, type Ticket } from '../../domain/ticket';
import type { Scope } from '../../use-cases/views';
import type { TextKey, Words } from '../words';
import { ImpactWord, Moment, StatusMark } from './ticket-marks';

interface TicketTableProps {
  readonly words: Words;
  readonly offer: Offer;
  readonly scope: Scope;
  readonly tickets: readonly Ticket[];
}

/** The requests, newest activity first. Narrow screens show each row as a card, so cells name their column. */
export function TicketTable({ words, offer, scope, tickets }: TicketTableProps) {
  const columns = columnsOf(words, offer, scope);
  return (
    <table class="tickets">
      <caption class="unseen">{words.text(`list.${scope}`)}</caption>
      <thead>
        <tr>
          {columns.map(({ name }) => (
            <th scope="col">{words.text(name)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {tickets.map((ticket) => (
          <tr>
            {columns.map(({ name, show }) => (
              <td data-column={words.text(name)}>{show(ticket)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Column {
  readonly name: TextKey;
  readonly show: (ticket: Ticket) => ComponentChildren;
}

function columnsOf(words: Words, offer: Offer, scope: Scope): Column[] {
  const requester: Column = { name: 'list.requester', show: (ticket) => ticket.requesterName };
  return [
    { name: 'list.number', show: ticketId },
    { name: 'list.subject', show: (ticket) => <Subject words={words} ticket={ticket} /> },
    { name: 'list.account', show: ({ account }) => account ?? words.text('list.no_value') },
    ...(scope === 'all' ? [requester] : []),
    {
      name: 'list.impact',
      show: ({ impact }) => <ImpactWord words={words} offer={offer} impact={impact} />,
    },
    { name: 'list.status', show: ({ status }) => <StatusMark words={words} status={status} /> },
    {
      name: 'list.last_activity',
      show: ({ lastActivityAt }) => <Moment words={words} at={lastActivityAt} />,
    },
  ];
}

function Subject({ words, ticket }: { readonly words: Words; readonly ticket: Ticket }) {
  return (
    <>
      <a href={`/tickets/${ticketId(ticket)}`}>{ticket.subject}</a>
      {ticket.deleted && <span class="mark refused">{words.text('list.deleted')}</span>}
      {ticket.beingSent && <span class="mark sending">{words.text('list.being_sent')}</span>}
    </>
  );
}
