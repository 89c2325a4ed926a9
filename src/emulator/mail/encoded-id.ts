import { createHash } from 'node:crypto';

/** @returns the ticket's name in mails, such as `ABC123-0XYZ`, by which an answer finds it again */
export function encodeTicketId(ticketId: number): string {
  const digits = createHash('sha256').update(`ticket ${ticketId}`).digest('hex').slice(0, 14);
  const text = BigInt(`0x${digits}`).toString(36).toUpperCase().padStart(10, '0');
  return `${text.slice(0, 6)}-${text.slice(6, 10)}`;
}
