import type { Webhook, WebhookAttempt, WebhookInvocation } from '../records';

/** Secrets are never echoed. https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#json-format */
export function presentWebhook(webhook: Webhook) {
  return {
    id: webhook.id,
    name: webhook.name,
    description: webhook.description,
    status: webhook.status,
    subscriptions: webhook.subscriptions,
    endpoint: webhook.endpoint,
    http_method: webhook.httpMethod,
    request_format: webhook.requestFormat,
    ...(webhook.authentication && { authentication: presentAuthentication(webhook) }),
    ...(Object.keys(webhook.customHeaders).length > 0 && { custom_headers: webhook.customHeaders }),
    created_at: webhook.createdAt,
    created_by: webhook.createdBy,
    updated_at: webhook.updatedAt,
    updated_by: webhook.updatedBy,
  };
}

function presentAuthentication({ authentication }: Webhook) {
  const { type, data, add_position } = authentication!;
  const shown: Record<string, string[]> = { basic_auth: ['username'], api_key: ['name'] };
  const visible = Object.entries(data).filter(([key]) => shown[type]?.includes(key));
  if (visible.length === 0) return { type, add_position };
  return { type, data: Object.fromEntries(visible), add_position };
}

/** https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#list-webhook-invocations */
export function presentInvocation(invocation: WebhookInvocation) {
  return {
    id: invocation.id,
    status: invocation.status,
    ...(invocation.statusCode !== null && { status_code: invocation.statusCode }),
    event_type: invocation.eventType,
    latest_completed_at: invocation.latestCompletedAt,
  };
}

/** https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#list-webhook-invocation-attempts */
export function presentAttempt(invocation: WebhookInvocation, attempt: WebhookAttempt) {
  const headers = Object.entries(attempt.requestHeaders)
    .filter(([key]) => key.toLowerCase() !== 'authorization')
    .map(([key, value]) => ({ key, value }));
  return {
    id: attempt.id,
    invocation_id: invocation.id,
    status: attempt.status,
    ...(attempt.statusCode !== null && { status_code: attempt.statusCode }),
    request: { headers, payload: attempt.requestPayload },
    response: { payload: attempt.responsePayload },
    completed_at: attempt.completedAt,
  };
}
