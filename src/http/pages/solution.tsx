import { ticketId } from '../../domain/ticket';
import type { TicketView } from '../../use-cases/views';
import { newTicketAddress } from '../forms/new-ticket-query';
import type { Words } from '../words';
import { Hidden } from './hidden';

interface SolutionProps {
  readonly words: Words;
  readonly csrfToken: string;
  readonly view: TicketView;
  readonly intent: string;
}

/** The button that ends a request, or the sentence why there is none, or the way on from a closed one. */
export function Solution({ words, csrfToken, view, intent }: SolutionProps) {
  const { ticket, solvability } = view;
  if (solvability === 'yes') {
    return (
      <form method="post" action={`/tickets/${ticketId(ticket)}/solution`} data-once>
        <Hidden name="csrf" value={csrfToken} />
        <Hidden name="intent" value={intent} />
        <button class="secondary">{words.text('ticket.solve')}</button>
      </form>
    );
  }
  return (
    <p class="hint">
      {words.text(`unsolvable.${solvability}`)}{' '}
      {solvability === 'closed' && (
        <a
          href={newTicketAddress({
            followUpOf: String(ticket.number ?? ''),
            account: ticket.account ?? '',
            subject: ticket.subject,
          })}
        >
          {words.text('ticket.open_follow_up')}
        </a>
      )}
      {solvability === 'deleted' && (
        <a
          href={newTicketAddress({
            account: ticket.account ?? '',
            subject: ticket.subject,
          })}
        >
          {words.text('ticket.send_anew')}
        </a>
      )}
    </p>
  );
}
