import type { ComponentChildren } from 'preact';
import type { Offer } from '../../domain/offer';
import { ticketId, type ListedTicket, type TicketStatus } from '../../domain/ticket';
import type { Scope } from '../../use-cases/views';
import type { TextKey, Words } from '../words';
import { kept } from './kept';
import { impactWord, Moment, StatusMark } from './ticket-marks';

interface TicketTableProps {
  readonly words: Words;
  readonly offer: Offer;
  readonly scope: Scope;
  readonly tickets: readonly ListedTicket[];
}

/** The requests, newest activity first. Narrow screens show each row as a card, so cells name their column. */
export function TicketTable({ words, offer, scope, tickets }: TicketTableProps) {
  return (
    <table class="tickets">
      <caption class="unseen">{words.text(`list.${scope}`)}</caption>
      <thead>
        <Headings words={words} content={{ scope }} />
      </thead>
      <tbody>
        {tickets.map((ticket) => (
          <Row
            words={words}
            content={rowOf(ticket, scope, impactWord(words, offer, ticket.impact))}
          />
        ))}
      </tbody>
    </table>
  );
}

/** What one row shows. */
interface RowContent {
  readonly scope: Scope;
  readonly id: string;
  readonly subject: string;
  readonly deleted: boolean;
  readonly beingSent: boolean;
  readonly account: string | null;
  readonly requesterName: string;
  readonly impact: string;
  readonly status: TicketStatus;
  /** Milliseconds of the epoch. */
  readonly lastActivityAt: number;
}

function rowOf(ticket: ListedTicket, scope: Scope, impact: string): RowContent {
  const { subject, deleted, beingSent, account, requesterName } = ticket;
  const { status, lastActivityAt } = ticket;
  return {
    scope,
    id: ticketId(ticket),
    subject,
    deleted,
    beingSent,
    account,
    requesterName,
    impact,
    status,
    lastActivityAt: lastActivityAt.getTime(),
  };
}

/** A few hundred readers' first pages; a row's HTML is half a kilobyte. */
const ROWS = 5_000;

const Row = kept<RowContent>(ROWS, ({ words, content }) => (
  <tr>
    {columnsOf(content.scope).map(({ name, show }) => (
      <td data-column={words.text(name)}>{show(content, words)}</td>
    ))}
  </tr>
));

const Headings = kept<{ scope: Scope }>(2, ({ words, content }) => (
  <tr>
    {columnsOf(content.scope).map(({ name }) => (
      <th scope="col">{words.text(name)}</th>
    ))}
  </tr>
));

interface Column {
  readonly name: TextKey;
  readonly show: (row: RowContent, words: Words) => ComponentChildren;
}

function columnsOf(scope: Scope): Column[] {
  const requester: Column = { name: 'list.requester', show: ({ requesterName }) => requesterName };
  return [
    { name: 'list.number', show: ({ id }) => id },
    { name: 'list.subject', show: (row, words) => <Subject words={words} row={row} /> },
    { name: 'list.account', show: ({ account }, words) => account ?? words.text('list.no_value') },
    ...(scope === 'all' ? [requester] : []),
    { name: 'list.impact', show: ({ impact }) => impact },
    {
      name: 'list.status',
      show: ({ status }, words) => <StatusMark words={words} status={status} />,
    },
    {
      name: 'list.last_activity',
      show: ({ lastActivityAt }, words) => <Moment words={words} at={new Date(lastActivityAt)} />,
    },
  ];
}

function Subject({ words, row }: { readonly words: Words; readonly row: RowContent }) {
  return (
    <>
      <a href={`/tickets/${row.id}`}>{row.subject}</a>
      {row.deleted && <span class="mark refused">{words.text('list.deleted')}</span>}
      {row.beingSent && <span class="mark sending">{words.text('list.being_sent')}</span>}
    </>
  );
}
