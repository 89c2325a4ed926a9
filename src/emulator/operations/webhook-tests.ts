import { ok, type Call, type Reply } from '../call';
import { parameterMissing, recordNotFound } from '../errors';
import { readParams } from '../params/read-params';
import { testParams } from '../params/webhook-params';
import type { Webhook } from '../records';
import { send } from '../webhooks/send';
import { ulid } from '../webhooks/ulid';
import type { World } from '../world';

/**
 * Signs tests of webhooks that do not exist yet; Zendesk publishes it.
 * https://developer.zendesk.com/documentation/webhooks/verifying/
 */
const TEST_SECRET = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';

/** https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#test-webhook */
export async function testWebhook(world: World, call: Call): Promise<Reply> {
  const { webhook_id: id } = call.query;
  const known = id === undefined ? undefined : world.state.webhooks.get(id);
  if (id !== undefined && !known) throw recordNotFound();
  const body = known && call.body === undefined ? { request: {} } : call.body;
  const { values } = readParams(body, 'request', testParams, 'webhooks#test');
  const webhook = { ...(known ?? unborn()), ...given(values) };
  if (webhook.endpoint === '') throw parameterMissing('endpoint');
  const sent = await send(webhook, ulid(Date.now()), values.payload, AbortSignal.timeout(10_000));
  return ok({
    response: {
      ...(sent.statusCode !== null && { status_code: sent.statusCode }),
      headers: Object.entries(sent.answerHeaders).map(([key, value]) => ({ key, value })),
      payload: sent.answer,
    },
  });
}

function given(values: ReturnType<typeof testParams.parse>): Partial<Webhook> {
  const { endpoint, http_method, request_format, authentication, custom_headers } = values;
  return {
    ...(endpoint !== undefined && { endpoint }),
    ...(http_method !== undefined && { httpMethod: http_method }),
    ...(request_format !== undefined && { requestFormat: request_format }),
    ...(authentication !== undefined && { authentication }),
    ...(custom_headers !== undefined && { customHeaders: custom_headers }),
  };
}

function unborn(): Webhook {
  return {
    ...{ id: '', name: '', description: '', status: 'active', subscriptions: [], endpoint: '' },
    ...{ httpMethod: 'POST', requestFormat: 'json', authentication: null, customHeaders: {} },
    ...{ secret: TEST_SECRET, createdBy: '', createdAt: '', updatedBy: '', updatedAt: '' },
  };
}
