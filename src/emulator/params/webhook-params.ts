import { z } from 'zod';
import { RULES_SUBSCRIPTION as RULES } from '../rules/business/connected-webhooks';
import { text } from './read-params';

const authentication = z.object({
  type: z.enum(['basic_auth', 'bearer_token', 'api_key']),
  data: z.record(z.string(), z.string()).default({}),
  add_position: z.literal('header').default('header'),
});

/** Event-subscribed or called by rules, never both. https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#create-or-clone-webhook */
const subscriptions = z
  .array(z.union([z.literal(RULES), z.string().regex(/^zen:event-type:ticket\.[a-z_]+$/)]))
  .refine((events) => !events.includes(RULES) || events.length === 1);

export const newWebhookParams = z.object({
  name: text.pipe(z.string().min(1)),
  description: z.string().default(''),
  status: z.enum(['active', 'inactive']),
  endpoint: z.url({ protocol: /^https?$/ }),
  http_method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  request_format: z.enum(['json', 'xml', 'form_encoded']),
  subscriptions: subscriptions.default([]),
  authentication: authentication.nullable().default(null),
  custom_headers: z.record(z.string(), z.string()).default({}),
});

/** What is not sent stays as it is; a custom header of null is removed. */
export const changedWebhookParams = z.object({
  name: newWebhookParams.shape.name.optional(),
  description: z.string().optional(),
  status: newWebhookParams.shape.status.optional(),
  endpoint: newWebhookParams.shape.endpoint.optional(),
  http_method: newWebhookParams.shape.http_method.optional(),
  request_format: newWebhookParams.shape.request_format.optional(),
  subscriptions: subscriptions.optional(),
  authentication: authentication.nullable().optional(),
  custom_headers: z.record(z.string(), z.string().nullable()).optional(),
});

/** What a test says beside the webhook it may name. https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#test-webhook */
export const testParams = changedWebhookParams
  .pick({ endpoint: true, http_method: true, request_format: true, authentication: true })
  .extend({
    custom_headers: z.record(z.string(), z.string()).optional(),
    payload: z
      .union([
        z.string(),
        z.record(z.string(), z.unknown()).transform((body) => JSON.stringify(body)),
      ])
      .default(''),
  });
