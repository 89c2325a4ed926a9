import { changedTicketBody } from './wire/webhook';

/** @returns the number of the ticket a webhook's body is about; null when it names none */
export function changedTicket(body: Buffer): number | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
  return changedTicketBody.safeParse(parsed).data ?? null;
}
