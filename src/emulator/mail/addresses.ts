import type { MailPerson } from '../records';
import { decodeTicketId, encodeTicketId } from './encoded-id';

export const MAIL_DOMAIN = 'emulator.example';
export const SUPPORT_ADDRESS = `support@${MAIL_DOMAIN}`;

/** @returns the address an answer about the ticket comes to */
export function replyAddress(ticketId: number): string {
  return `support+id${encodeTicketId(ticketId)}@${MAIL_DOMAIN}`;
}

/** @returns the ticket that an address made by `replyAddress` stands for */
export function ticketIdOfAddress(address: string): number | undefined {
  const encoded = /^support\+id([^@]+)@(.+)$/i.exec(address);
  if (encoded?.[2]?.toLowerCase() !== MAIL_DOMAIN) return undefined;
  return decodeTicketId(encoded[1] ?? '');
}

/** @returns whether mail to the address would come back here, or to another account of Zendesk */
export function isZendesks(address: string): boolean {
  return /@(?:[^@]+\.)?(?:emulator\.example|zendesk\.com)$/i.test(address);
}

/** @returns `"Name" <address>`, on one line whatever the name holds */
export function formatMailbox({ name, address }: MailPerson): string {
  const plain = name.replace(/["\\<>\p{Cc}]+/gu, ' ').trim();
  return plain === '' ? address : `"${plain}" <${address}>`;
}

const ADDRESS = /^[^\s@<>",;:]{1,64}@[^\s@<>",;:]{1,189}$/;

/**
 * @param text an address, alone or as `Name <address>`
 * @returns undefined when it is neither; a person without a name has an empty one
 */
export function parseMailbox(text: string): MailPerson | undefined {
  const named = /^([^<>]*)<([^<>]*)>$/.exec(text.trim());
  const address = (named?.[2] ?? text).trim();
  if (!ADDRESS.test(address)) return undefined;
  const name = (named?.[1] ?? '').trim().replace(/^"(.*)"$/, '$1');
  return { address, name };
}
