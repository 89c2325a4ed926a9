import { createHmac } from 'node:crypto';
import { toStamp } from '../clock';
import type { Webhook, WebhookAuthentication } from '../records';

const TIMEOUT_MS = 10_000;
const ACCOUNT_ID = '1000001';
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);
const MOST_OF_ANSWER = 1_000;

export interface Sent {
  requestHeaders: Record<string, string>;
  /** Null when nothing answered. */
  statusCode: number | null;
  answer: string;
}

/** @returns whether the emulator may call that address: it never leaves this machine */
export function isLoopback(endpoint: string): boolean {
  return URL.canParse(endpoint) && LOOPBACK.has(new URL(endpoint).hostname);
}

/**
 * One signed call. The signature's time is real time, wherever the emulator's clock was moved:
 * who listens compares it with a clock of their own.
 * https://developer.zendesk.com/documentation/webhooks/verifying/
 */
export async function send(
  webhook: Webhook,
  invocationId: string,
  body: string,
  signal: AbortSignal,
): Promise<Sent> {
  const timestamp = toStamp(Date.now());
  const digest = createHmac('sha256', webhook.secret).update(timestamp).update(body);
  const requestHeaders = {
    ...webhook.customHeaders,
    ...credentials(webhook.authentication),
    'Content-Type': 'application/json; charset=utf-8',
    'User-Agent': 'Zendesk Webhook',
    'X-Zendesk-Account-Id': ACCOUNT_ID,
    'X-Zendesk-Webhook-Id': webhook.id,
    'X-Zendesk-Webhook-Invocation-Id': invocationId,
    'X-Zendesk-Webhook-Signature': digest.digest('base64'),
    'X-Zendesk-Webhook-Signature-Timestamp': timestamp,
  };
  if (!isLoopback(webhook.endpoint)) {
    return {
      requestHeaders,
      statusCode: null,
      answer: 'Only addresses of this machine are called',
    };
  }
  try {
    const response = await fetch(webhook.endpoint, {
      method: 'POST',
      headers: requestHeaders,
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const answer = (await response.text()).slice(0, MOST_OF_ANSWER);
    return { requestHeaders, statusCode: response.status, answer };
  } catch (error) {
    return { requestHeaders, statusCode: null, answer: String(error) };
  }
}

function credentials(authentication: WebhookAuthentication | null): Record<string, string> {
  if (!authentication) return {};
  const { type, data } = authentication;
  if (type === 'bearer_token') return { Authorization: `Bearer ${data.token}` };
  if (type === 'api_key') return { [data.name ?? 'X-Api-Key']: data.value ?? '' };
  const pair = Buffer.from(`${data.username}:${data.password}`).toString('base64');
  return { Authorization: `Basic ${pair}` };
}
