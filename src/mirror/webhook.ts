import { changedTicket } from '../zendesk/changed-ticket';
import { isSignedWith, type SignedDelivery } from '../zendesk/webhook-signature';

export type Webhook = ReturnType<typeof createWebhook>;

/** How far a delivery's time may be from ours, either way: Zendesk signs when it sends. */
const FRESH_MS = 5 * 60_000;

/** Reads what comes to our webhook. Without a secret nobody can sign, so nobody is listened to. */
export function createWebhook({ secrets, now }: { secrets: readonly string[]; now: () => Date }) {
  return {
    isOpen: secrets.length > 0,

    /** The signature comes first: an old forgery is a forgery. */
    judge(delivery: SignedDelivery): 'genuine' | 'forged' | 'stale' {
      if (!isSignedWith(secrets, delivery)) return 'forged';
      const age = now().getTime() - Date.parse(delivery.timestamp);
      return Math.abs(age) <= FRESH_MS ? 'genuine' : 'stale';
    },

    /** @returns the number of the ticket that changed; null when the body names none */
    changedTicket,
  };
}
