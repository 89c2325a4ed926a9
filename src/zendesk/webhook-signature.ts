import { createHmac, timingSafeEqual } from 'node:crypto';

/** What Zendesk signs: the text of the timestamp header, then the body's bytes as they came. */
export interface SignedDelivery {
  /** `X-Zendesk-Webhook-Signature`, base64. */
  readonly signature: string;
  /** `X-Zendesk-Webhook-Signature-Timestamp`, such as `2026-01-31T10:00:00Z`. */
  readonly timestamp: string;
  readonly body: Buffer;
}

/**
 * Every secret is tried, so that a new one can come before the old one goes.
 * https://developer.zendesk.com/documentation/webhooks/verifying/
 */
export function isSignedWith(
  secrets: readonly string[],
  { signature, timestamp, body }: SignedDelivery,
): boolean {
  const given = Buffer.from(signature);
  return secrets.some((secret) => {
    const digest = createHmac('sha256', secret).update(timestamp).update(body).digest('base64');
    const wanted = Buffer.from(digest);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}
