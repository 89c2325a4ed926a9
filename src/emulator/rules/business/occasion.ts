import type { Comment, Ticket, TicketMetrics, User } from '../../records';
import type { State } from '../../state';

/** What a condition is judged over: a ticket at a moment, and the update it is in, if any. */
export interface Occasion {
  state: State;
  /** Milliseconds since 1970. */
  now: number;
  /** As the rules before this one left it. */
  ticket: Ticket;
  metrics: TicketMetrics;
  /** Before the update; undefined for a new ticket. Without an update, the ticket itself. */
  before: Ticket | undefined;
  update: Update | undefined;
  /** Whom `current_user` means. */
  viewer: User | undefined;
}

/** What somebody, or an automation, is doing to the ticket. */
export interface Update {
  type: 'Create' | 'Change';
  comment: Pick<Comment, 'body' | 'public' | 'authorId' | 'attachmentIds'> | undefined;
  /** Undefined for the system and for automations. */
  actor: User | undefined;
  channel: string;
}

/** Judges one condition or a whole rule. */
export type Predicate = (occasion: Occasion) => boolean;
