import { createHash } from 'node:crypto';

/** A letter, the number in base 36, and four signs that tell it from words which only look like it. */
const SHAPE = /^[A-Z][0-9A-Z]{5,10}-[0-9A-Z]{4}$/;
const CHECKS = 36 ** 4;

/**
 * The ticket's number as mails carry it, such as `K0000C-4F2K`. It is no secret.
 * https://support.zendesk.com/hc/en-us/articles/8396827889946
 */
export function encodeTicketId(id: number): string {
  const digest = createHash('sha256').update(`ticket ${id}`).digest();
  const letter = String.fromCharCode(65 + (digest.readUInt32BE(0) % 26));
  return `${letter}${base36(id, 5)}-${base36(digest.readUInt32BE(4) % CHECKS, 4)}`;
}

/** @returns the number of the ticket, or undefined for anything `encodeTicketId` did not make */
export function decodeTicketId(text: string): number | undefined {
  const encoded = text.toUpperCase();
  if (!SHAPE.test(encoded)) return undefined;
  const id = parseInt(encoded.slice(1, encoded.indexOf('-')), 36);
  return encodeTicketId(id) === encoded ? id : undefined;
}

function base36(number: number, width: number): string {
  return number.toString(36).toUpperCase().padStart(width, '0');
}
