/** A ticket as somebody last saw it: enough to change it only if it still is so. */
export interface SeenTicket {
  /** Zendesk's `updated_at`. */
  readonly updatedAt: Date;
  /** Still new, no agent assigned. */
  readonly untouched: boolean;
}

/**
 * Where a ticket stands in Zendesk, as our copy knows it. Handed in by the composition root.
 * Throws `not_found` for a ticket without a number.
 */
export type TicketAddress = (reference: string) => Promise<{ number: number } & SeenTicket>;
