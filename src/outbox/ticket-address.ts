/**
 * Where a ticket stands in Zendesk, as our copy knows it. Handed in by the composition root.
 * `untouched`: still new, no agent assigned. Throws `conflict` while the ticket has no number.
 */
export type TicketAddress = (reference: string) => Promise<{ number: number; untouched: boolean }>;
