import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '../support/eventually';
import { startClient, type Client } from './client';

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** Somebody who listens, and answers with the statuses given, 200 after that. */
async function listener(...statuses: number[]) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(statuses.shift() ?? 200).end('thank you');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}/hooks`, received, stop };
}

const TICKET_EVENTS = ['created', 'status_changed', 'comment_added', 'soft_deleted'].map(
  (name) => `zen:event-type:ticket.${name}`,
);
const webhookTo = (endpoint: string, change: object = {}) => ({
  webhook: {
    name: 'Gateway',
    status: 'active',
    subscriptions: TICKET_EVENTS,
    endpoint,
    http_method: 'POST',
    request_format: 'json',
    ...change,
  },
});
const typeOf = ({ body }: Received) => (JSON.parse(body) as { type: string }).type;

describe('webhooks', () => {
  let zendesk: Client;
  beforeEach(async () => {
    zendesk = await startClient();
  });
  afterEach(() => zendesk.stop());

  const create = async (endpoint: string, change?: object) => {
    const { status, body } = await zendesk.call('POST', '/webhooks', webhookTo(endpoint, change));
    expect(status).toBe(201);
    return body.webhook;
  };

  test('an admin keeps them: made, listed, changed, their secret renewed, removed', async () => {
    const authentication = { type: 'bearer_token', data: { token: 'CANARY' } };
    const { id } = await create('http://127.0.0.1:9/', { authentication });
    expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);

    const list = await zendesk.call('GET', '/webhooks?filter[name_contains]=gate');
    expect(list.body.meta).toEqual({ has_more: false });
    expect(list.body.webhooks).toHaveLength(1);
    expect(list.text).not.toContain('CANARY');

    const patched = await zendesk.call('PATCH', `/webhooks/${id}`, {
      webhook: { status: 'inactive' },
    });
    expect([patched.status, patched.text]).toEqual([204, '']);
    const shown = await zendesk.call('GET', `/webhooks/${id}`);
    expect(shown.body.webhook).toMatchObject({ status: 'inactive', name: 'Gateway' });

    const secret = await zendesk.call('GET', `/webhooks/${id}/signing_secret`);
    expect(secret.body.signing_secret).toMatchObject({ algorithm: 'SHA256' });
    expect(secret.body.signing_secret.secret).toHaveLength(44);
    const renewed = await zendesk.call('POST', `/webhooks/${id}/signing_secret`);
    expect(renewed.status).toBe(201);
    expect(renewed.body).not.toEqual(secret.body);

    const replaced = webhookTo('http://127.0.0.1:9/', { name: 'Other' });
    expect((await zendesk.call('PUT', `/webhooks/${id}`, replaced)).status).toBe(204);
    expect((await zendesk.call('DELETE', `/webhooks/${id}`)).status).toBe(204);
    expect((await zendesk.call('GET', `/webhooks/${id}`)).status).toBe(404);
  });

  test.each([
    ['no event', { subscriptions: ['tickets'] }],
    [
      'rules and events at once',
      { subscriptions: ['conditional_ticket_events', TICKET_EVENTS[0]] },
    ],
    ['no address', { endpoint: 'somewhere' }],
  ])('a webhook with %s is refused', async (_what, change) => {
    const { status } = await zendesk.call('POST', '/webhooks', webhookTo('http://a.test', change));
    expect(status).toBe(400);
  });

  test('who subscribed is told of each change, signed', async () => {
    const gateway = await listener();
    const { id = '' } = await create(gateway.url);
    const ticket = await zendesk.ticket();
    await zendesk.call('PUT', `/tickets/${ticket.id}`, {
      ticket: { status: 'pending', priority: 'high', comment: { body: 'On it', public: true } },
    });
    await zendesk.call('DELETE', `/tickets/${ticket.id}`);
    await eventually(() => expect(gateway.received).toHaveLength(4));
    // Priority was not subscribed to.
    expect(gateway.received.map(typeOf).sort()).toEqual([...TICKET_EVENTS].sort());

    const { body: answer } = await zendesk.call('GET', `/webhooks/${id}/signing_secret`);
    const { secret } = answer.signing_secret;
    for (const { headers, body } of gateway.received) {
      const timestamp = String(headers['x-zendesk-webhook-signature-timestamp']);
      const digest = createHmac('sha256', secret)
        .update(timestamp + body)
        .digest('base64');
      expect(headers['x-zendesk-webhook-signature']).toBe(digest);
      expect(headers['x-zendesk-webhook-id']).toBe(id);
      expect(headers['user-agent']).toBe('Zendesk Webhook');
      expect(JSON.parse(body)).toMatchObject({
        subject: `zen:ticket:${ticket.id}`,
        detail: { id: `${ticket.id}` },
      });
    }
    const names = gateway.received.map(({ headers }) => headers['x-zendesk-webhook-invocation-id']);
    expect(new Set(names).size).toBe(4);
    await gateway.stop();
  });

  test('who fails for a moment is told again, under the same name', async () => {
    const gateway = await listener(503);
    const { id } = await create(gateway.url);
    await zendesk.ticket();
    await eventually(() => expect(gateway.received).toHaveLength(2));
    const names = gateway.received.map(({ headers }) => headers['x-zendesk-webhook-invocation-id']);
    expect(names[1]).toBe(names[0]);

    const [invocation] = await eventually(async () => {
      const { body } = await zendesk.call('GET', `/webhooks/${id}/invocations`);
      expect(body.invocations).toMatchObject([{ status: 'success', status_code: 200 }]);
      return body.invocations;
    });
    const path = `/webhooks/${id}/invocations/${invocation?.id}/attempts`;
    const { body } = await zendesk.call('GET', path);
    expect(body.attempts).toMatchObject([{ status_code: 503 }, { status_code: 200 }]);
    await gateway.stop();
  });

  test('who refuses is not told again, who is inactive or off this machine not at all', async () => {
    const gateway = await listener(401);
    await create(gateway.url);
    await create(gateway.url, { status: 'inactive' });
    await create(gateway.url, { subscriptions: ['conditional_ticket_events'] });
    const { id } = await create('https://gateway.example.com/');
    await zendesk.ticket();
    await eventually(async () => {
      const { body } = await zendesk.call('GET', `/webhooks/${id}/invocations`);
      expect(body.invocations).toMatchObject([{ status: 'failed' }]);
    });
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(gateway.received).toHaveLength(1);
    await gateway.stop();
  });
});
