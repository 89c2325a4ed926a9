import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { noContent, ok, type Call, type Reply } from '../call';
import { invalidAttribute, invalidField, recordNotFound } from '../errors';
import { readParams } from '../params/read-params';
import { changedWebhookParams, newWebhookParams } from '../params/webhook-params';
import { presentAttempt, presentInvocation, presentWebhook } from '../presenters/webhook';
import type { Webhook, WebhookInvocation } from '../records';
import { RULES_SUBSCRIPTION, isConnected } from '../rules/business/connected-webhooks';
import type { World } from '../world';
import { ulid } from '../webhooks/ulid';

type WebhookValues = z.infer<typeof newWebhookParams>;

/** https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#list-webhooks */
export function listWebhooks({ state }: World, call: Call): Reply {
  const part = call.query['filter[name_contains]']?.toLowerCase() ?? '';
  const webhooks = [...state.webhooks.values()].filter(({ name }) =>
    name.toLowerCase().includes(part),
  );
  return ok({ webhooks: webhooks.map(presentWebhook), meta: { has_more: false } });
}

/** https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#create-or-clone-webhook */
export function createWebhook(world: World, call: Call): Reply {
  const { clone_webhook_id: original } = call.query;
  const body = original === undefined ? call.body : cloned(world, original, call.body);
  const { values } = readParams(body, 'webhook', newWebhookParams, 'webhooks#create');
  refuseMixedFormats(values);
  const stamp = world.clock.stamp();
  const author = String(call.user.id);
  const webhook: Webhook = {
    ...{ id: ulid(Date.now()), secret: newSecret() },
    ...toRecord(values),
    ...{ createdBy: author, createdAt: stamp, updatedBy: author, updatedAt: stamp },
  };
  world.state.webhooks.set(webhook.id, webhook);
  world.changed();
  return { status: 201, body: { webhook: presentWebhook(webhook) } };
}

/** A copy takes everything but the secret, and what the caller says instead. */
function cloned({ state }: World, original: string, body: unknown): unknown {
  const webhook = state.webhooks.get(original);
  if (!webhook) throw recordNotFound();
  const told = (body as { webhook?: object } | undefined)?.webhook ?? {};
  return {
    webhook: {
      ...presentWebhook(webhook),
      authentication: webhook.authentication,
      custom_headers: webhook.customHeaders,
      ...told,
    },
  };
}

/** Ticket events are JSON and are posted; what rules say may take other ways. */
function refuseMixedFormats({ subscriptions, http_method, request_format }: WebhookValues): void {
  const isForRules = subscriptions.includes(RULES_SUBSCRIPTION) || subscriptions.length === 0;
  if (isForRules || (http_method === 'POST' && request_format === 'json')) return;
  throw invalidAttribute('Webhooks for events take the method POST and the format json.');
}

/** A webhook that an active rule calls goes on being for rules. */
function refuseDisconnecting({ state }: World, webhook: Webhook): void {
  if (webhook.subscriptions.includes(RULES_SUBSCRIPTION) || !isConnected(state, webhook.id)) return;
  throw invalidField(
    'subscriptions',
    'Subscriptions: a webhook that triggers or automations call cannot subscribe to events',
  );
}

/** https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#show-webhook */
export function showWebhook(world: World, call: Call): Reply {
  return ok({ webhook: presentWebhook(found(world, call)) });
}

/** Replaces all but the secret. https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#update-webhook */
export function updateWebhook(world: World, call: Call): Reply {
  const webhook = found(world, call);
  const { values } = readParams(call.body, 'webhook', newWebhookParams, 'webhooks#update');
  refuseMixedFormats(values);
  return store(world, call, { ...webhook, ...toRecord(values) });
}

/** https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#patch-webhook */
export function patchWebhook(world: World, call: Call): Reply {
  const webhook = found(world, call);
  const { values } = readParams(call.body, 'webhook', changedWebhookParams, 'webhooks#patch');
  const headers = { ...webhook.customHeaders };
  for (const [name, value] of Object.entries(values.custom_headers ?? {})) {
    if (value === null) delete headers[name];
    else headers[name] = value;
  }
  const { name, description, status, endpoint, subscriptions, authentication } = values;
  return store(world, call, {
    ...webhook,
    name: name ?? webhook.name,
    description: description ?? webhook.description,
    status: status ?? webhook.status,
    endpoint: endpoint ?? webhook.endpoint,
    httpMethod: values.http_method ?? webhook.httpMethod,
    requestFormat: values.request_format ?? webhook.requestFormat,
    subscriptions: subscriptions ?? webhook.subscriptions,
    authentication: authentication === undefined ? webhook.authentication : authentication,
    customHeaders: headers,
  });
}

/** https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#delete-webhook */
export function deleteWebhook(world: World, call: Call): Reply {
  const { id } = found(world, call);
  world.state.webhooks.delete(id);
  world.state.webhookInvocations.delete(id);
  world.changed();
  return noContent();
}

/** https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#show-webhook-signing-secret */
export function showSigningSecret(world: World, call: Call): Reply {
  return ok(presentSecret(found(world, call)));
}

/** https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#reset-webhook-signing-secret */
export function resetSigningSecret(world: World, call: Call): Reply {
  const webhook = { ...found(world, call), secret: newSecret() };
  store(world, call, webhook);
  return { status: 201, body: presentSecret(webhook) };
}

/** The latest hundred. https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#list-webhook-invocations */
export function listInvocations(world: World, call: Call): Reply {
  const invocations = invocationsOf(world, call).map(presentInvocation);
  return ok({ invocations, meta: { has_more: false } });
}

/** https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#list-webhook-invocation-attempts */
export function listInvocationAttempts(world: World, call: Call): Reply {
  const { invocation: wanted } = call.params;
  const invocation = invocationsOf(world, call).find(({ id }) => id === wanted);
  if (!invocation) throw recordNotFound();
  const attempts = invocation.attempts.map((attempt) => presentAttempt(invocation, attempt));
  return ok({ attempts });
}

function found({ state }: World, call: Call): Webhook {
  const webhook = state.webhooks.get(call.params.webhook ?? '');
  if (!webhook) throw recordNotFound();
  return webhook;
}

function invocationsOf(world: World, call: Call): WebhookInvocation[] {
  return world.state.webhookInvocations.get(found(world, call).id) ?? [];
}

function store(world: World, call: Call, webhook: Webhook): Reply {
  refuseDisconnecting(world, webhook);
  const updated = { updatedBy: String(call.user.id), updatedAt: world.clock.stamp() };
  world.state.webhooks.set(webhook.id, { ...webhook, ...updated });
  world.changed();
  return noContent();
}

function toRecord(values: WebhookValues) {
  return {
    name: values.name,
    description: values.description,
    status: values.status,
    subscriptions: values.subscriptions,
    endpoint: values.endpoint,
    httpMethod: values.http_method,
    requestFormat: values.request_format,
    authentication: values.authentication,
    customHeaders: values.custom_headers,
  };
}

function presentSecret({ secret }: Webhook) {
  return { signing_secret: { secret, algorithm: 'SHA256' } };
}

/** 44 characters. */
function newSecret(): string {
  return randomBytes(32).toString('base64');
}
