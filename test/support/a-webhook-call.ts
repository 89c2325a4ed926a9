import { createHmac, randomUUID } from 'node:crypto';

/** A call to the portal's webhook; a story changes what matters to it. */
export interface WebhookCall {
  secret: string;
  body: string;
  /** As signed. */
  timestamp?: string;
  invocationId?: string;
  /** What is sent instead of what was signed. */
  forged?: { body?: string; signature?: string };
}

/** Calls as Zendesk does. https://developer.zendesk.com/documentation/webhooks/verifying/ */
export async function callWebhook(origin: string, call: WebhookCall): Promise<Response> {
  const timestamp = call.timestamp ?? new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const digest = createHmac('sha256', call.secret)
    .update(timestamp + call.body)
    .digest('base64');
  return fetch(`${origin}/webhooks/zendesk`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-zendesk-webhook-signature': call.forged?.signature ?? digest,
      'x-zendesk-webhook-signature-timestamp': timestamp,
      'x-zendesk-webhook-invocation-id': call.invocationId ?? randomUUID(),
    },
    body: call.forged?.body ?? call.body,
  });
}
