import type { AccountName } from './account';
import { mayEnter, type Customer } from './customer';

/** The four statuses a merchant sees, in the order of a ticket's life. */
export const TICKET_STATUSES = ['open', 'pending', 'solved', 'closed'] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

export const IMPACTS = ['normal', 'high', 'urgent'] as const;
export type Impact = (typeof IMPACTS)[number];

/** A ticket as the portal knows it: what support has, with the person's own unsent acts laid over. */
export interface Ticket {
  /** Our own reference, stable from the moment the request is accepted. */
  readonly reference: string;
  /** Support's number; null until the ticket has been passed on. */
  readonly number: number | null;
  /** The account whose people may read it; null when support filed it under none. */
  readonly account: AccountName | null;
  /** Our id of the person who asked; null for someone the portal has never met. */
  readonly requesterId: string | null;
  readonly requesterName: string;
  /** Key of the kind of request (config/portal.yaml); null when support set none. */
  readonly kind: string | null;
  readonly impact: Impact | null;
  readonly subject: string;
  readonly status: TicketStatus;
  /** Whether an agent is assigned. */
  readonly assigned: boolean;
  /** Whether support filed it as the common cause of other tickets. */
  readonly isProblem: boolean;
  /** Whether support deleted it; it stays only while something its people wrote is not delivered. */
  readonly deleted: boolean;
  /** Whether something the person did is still on its way to support. */
  readonly beingSent: boolean;
  /** The number of the closed ticket this one follows up. */
  readonly followUpOf: number | null;
  readonly createdAt: Date;
  readonly lastActivityAt: Date;
}

/** What a list shows of a ticket. */
export type ListedTicket = Pick<
  Ticket,
  | 'reference'
  | 'number'
  | 'account'
  | 'requesterName'
  | 'impact'
  | 'subject'
  | 'status'
  | 'beingSent'
  | 'deleted'
  | 'lastActivityAt'
>;

/** @returns what stands in the ticket's address: support's number, or our reference until there is one */
export function ticketId(ticket: Pick<Ticket, 'number' | 'reference'>): string {
  return ticket.number === null ? ticket.reference : String(ticket.number);
}

/**
 * A ticket belongs to its account, not to its writer: whoever leaves the account no longer reads
 * it. Only a ticket without an account is left to the person who asked.
 */
export function mayRead(
  customer: Customer,
  ticket: Pick<Ticket, 'account' | 'requesterId'>,
): boolean {
  if (ticket.account === null) return ticket.requesterId === customer.id;
  return mayEnter(customer, ticket.account);
}

/** Why a ticket can or cannot be marked as solved by the merchant. */
export type Solvability =
  'yes' | 'being_sent' | 'not_assigned' | 'problem' | 'solved' | 'closed' | 'deleted';

/**
 * Support's own rule for requesters: an agent must be assigned and the ticket must not be a problem.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-requests/#update-request (`can_be_solved_by_me`)
 */
export function solvability(ticket: Ticket): Solvability {
  if (ticket.deleted) return 'deleted';
  if (ticket.status === 'closed') return 'closed';
  if (ticket.status === 'solved') return 'solved';
  if (ticket.number === null) return 'being_sent';
  if (ticket.isProblem) return 'problem';
  return ticket.assigned ? 'yes' : 'not_assigned';
}
