import { createHmac } from 'node:crypto';
import { toStamp } from '../clock';
import type { Webhook, WebhookAuthentication } from '../records';

const TIMEOUT_MS = 10_000;
const ACCOUNT_ID = '1000001';
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);
const MOST_OF_ANSWER = 1_000;

/** A text as it stands, or names and values in the format of the webhook. */
export type Payload = string | [string, string][];

export interface Sent {
  requestHeaders: Record<string, string>;
  /** What went out as the body. */
  body: string;
  /** Null when nothing answered. */
  statusCode: number | null;
  answerHeaders: Record<string, string>;
  answer: string;
}

const CONTENT_TYPES: Record<string, string> = {
  json: 'application/json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  form_encoded: 'application/x-www-form-urlencoded; charset=utf-8',
};
const WITHOUT_BODY = new Set(['GET', 'DELETE']);

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
  payload: Payload,
  signal: AbortSignal,
): Promise<Sent> {
  const { url, body } = addressed(webhook, payload);
  const timestamp = toStamp(Date.now());
  const digest = createHmac('sha256', webhook.secret).update(timestamp).update(body);
  const requestHeaders = {
    ...webhook.customHeaders,
    ...credentials(webhook.authentication),
    'Content-Type': CONTENT_TYPES[webhook.requestFormat] ?? 'application/json; charset=utf-8',
    'User-Agent': 'Zendesk Webhook',
    'X-Zendesk-Account-Id': ACCOUNT_ID,
    'X-Zendesk-Webhook-Id': webhook.id,
    'X-Zendesk-Webhook-Invocation-Id': invocationId,
    'X-Zendesk-Webhook-Signature': digest.digest('base64'),
    'X-Zendesk-Webhook-Signature-Timestamp': timestamp,
  };
  const unanswered = { requestHeaders, body, statusCode: null, answerHeaders: {} };
  if (!isLoopback(webhook.endpoint)) {
    return { ...unanswered, answer: 'Only addresses of this machine are called' };
  }
  try {
    const response = await fetch(url, {
      method: webhook.httpMethod,
      headers: requestHeaders,
      body: WITHOUT_BODY.has(webhook.httpMethod) ? undefined : body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const answer = (await response.text()).slice(0, MOST_OF_ANSWER);
    const answerHeaders = Object.fromEntries(response.headers);
    return { requestHeaders, body, statusCode: response.status, answerHeaders, answer };
  } catch (error) {
    return { ...unanswered, answer: String(error) };
  }
}

/** Without a body, names and values stand in the address. */
function addressed(webhook: Webhook, payload: Payload): { url: string; body: string } {
  const { endpoint, httpMethod, requestFormat } = webhook;
  if (WITHOUT_BODY.has(httpMethod)) {
    const url = new URL(endpoint);
    for (const [name, value] of typeof payload === 'string' ? [] : payload) {
      url.searchParams.append(name, value);
    }
    return { url: url.toString(), body: '' };
  }
  if (typeof payload === 'string') return { url: endpoint, body: payload };
  const body =
    requestFormat === 'form_encoded'
      ? new URLSearchParams(payload).toString()
      : JSON.stringify(Object.fromEntries(payload));
  return { url: endpoint, body };
}

function credentials(authentication: WebhookAuthentication | null): Record<string, string> {
  if (!authentication) return {};
  const { type, data } = authentication;
  if (type === 'bearer_token') return { Authorization: `Bearer ${data.token}` };
  if (type === 'api_key') return { [data.name ?? 'X-Api-Key']: data.value ?? '' };
  const pair = Buffer.from(`${data.username}:${data.password}`).toString('base64');
  return { Authorization: `Basic ${pair}` };
}
