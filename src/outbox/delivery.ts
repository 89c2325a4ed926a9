import type { PublicComment, TicketSnapshot } from '../zendesk/ticket-mapping';

/** What Zendesk answered to an act: the ticket as it is now, and the comment when it told us. */
export interface Delivered {
  readonly ticket: TicketSnapshot;
  readonly comment: PublicComment | null;
}
