import type { Occasion } from './occasion';

/** https://developer.zendesk.com/documentation/ticketing/reference-guides/via-types/ */
export const VIA_CHOICES = [
  { value: '0', title: 'Web form' },
  { value: '4', title: 'Email' },
  { value: '5', title: 'Web service (API)' },
  { value: '8', title: 'Business rule' },
  { value: '27', title: 'Closed ticket' },
  { value: '29', title: 'Chat' },
  { value: '31', title: 'Ticket sharing' },
  { value: '33', title: 'Voicemail' },
  { value: '34', title: 'Phone call (incoming)' },
  { value: '35', title: 'Phone call (outbound)' },
  { value: '48', title: 'Web widget' },
  { value: '49', title: 'Mobile SDK' },
  { value: '50', title: 'Help center' },
  { value: '57', title: 'Text' },
  { value: '74', title: 'WhatsApp' },
] as const;

const FOLLOW_UP = '27';
const CHANNELS: Record<string, string> = { web: '0', email: '4', mail: '4', api: '5', rule: '8' };

/** @returns how the ticket was created */
export function viaId(occasion: Occasion): string {
  const { state, ticket, update } = occasion;
  if (ticket.followupSourceId !== null) return FOLLOW_UP;
  const first = state.audits.get(ticket.id)?.[0]?.channel;
  return CHANNELS[first ?? update?.channel ?? 'api'] ?? '5';
}

/** @returns how this update is made, or null outside of one */
export function currentViaId({ update }: Occasion): string | null {
  return update ? (CHANNELS[update.channel] ?? '5') : null;
}
