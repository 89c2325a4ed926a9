import { createHmac } from 'node:crypto';
import { eventually } from '../support/eventually';
import { startClient, type Client } from './client';
import { CREATED, UPDATED, act, listener, trigger, when } from './rules';

let zendesk: Client;
let gateway: Awaited<ReturnType<typeof listener>>;
beforeEach(async () => {
  zendesk = await startClient();
  gateway = await listener();
});
afterEach(async () => {
  await zendesk.stop();
  await gateway.stop();
});

async function webhook(change: object = {}): Promise<string> {
  const { text } = await zendesk.call('POST', '/webhooks', {
    webhook: {
      ...{ name: 'Gateway', status: 'active', endpoint: gateway.url, http_method: 'POST' },
      ...{ request_format: 'json', subscriptions: ['conditional_ticket_events'], ...change },
    },
  });
  return (JSON.parse(text) as { webhook: { id: string } }).webhook.id;
}

async function invocations(id: string): Promise<{ status: string; status_code?: number }[]> {
  const { text } = await zendesk.call('GET', `/webhooks/${id}/invocations`);
  return (JSON.parse(text) as { invocations: { status: string; status_code?: number }[] })
    .invocations;
}

const body = () => JSON.parse(gateway.received[0]?.body ?? '{}') as object;

test('a trigger calls its webhook, signed, with its text rendered', async () => {
  const id = await webhook();
  await trigger(
    zendesk,
    'Tell',
    [CREATED],
    [
      act('notification_webhook', [
        id,
        '{"ticket_id": "{{ticket.id}}", "status": "{{ticket.status_category}}"}',
      ]),
    ],
  );
  const ticket = await zendesk.ticket();
  await eventually(() => expect(gateway.received).toHaveLength(1));
  expect(body()).toEqual({ ticket_id: String(ticket.id), status: 'new' });
  const [call] = gateway.received;
  const { text } = await zendesk.call('GET', `/webhooks/${id}/signing_secret`);
  const { secret } = (JSON.parse(text) as { signing_secret: { secret: string } }).signing_secret;
  const signed = `${String(call?.headers['x-zendesk-webhook-signature-timestamp'])}${call?.body}`;
  expect(call?.headers['x-zendesk-webhook-signature']).toBe(
    createHmac('sha256', secret).update(signed).digest('base64'),
  );
  const audits = await zendesk.call('GET', `/tickets/${ticket.id}/audits`);
  expect(audits.body.audits[0].events.at(-1)).toMatchObject({ type: 'External', resource: id });
});

test('names and values become JSON, a form or part of the address', async () => {
  const pairs = [
    ['id', '{{ticket.id}}'],
    ['title', '{{ticket.title}}'],
  ];
  const json = await webhook();
  const form = await webhook({ request_format: 'form_encoded' });
  const get = await webhook({ http_method: 'GET', request_format: 'form_encoded' });
  for (const id of [json, form, get]) {
    await trigger(zendesk, id, [CREATED], [act('notification_webhook', [id, pairs])]);
  }
  const { id } = await zendesk.ticket({ subject: 'A&B' });
  await eventually(() => expect(gateway.received).toHaveLength(3));
  const sent = gateway.received.map(({ method, url, body }) => `${method} ${url} ${body}`).sort();
  expect(sent).toEqual([
    `GET /hooks?id=${id}&title=A%26B `,
    `POST /hooks id=${id}&title=A%26B`,
    `POST /hooks {"id":"${id}","title":"A&B"}`,
  ]);
});

test('a webhook serves rules or events, never both, and an inactive one is not called', async () => {
  const forEvents = await webhook({ subscriptions: ['zen:event-type:ticket.created'] });
  const refused = await zendesk.call('POST', '/triggers', {
    trigger: {
      title: 'T',
      all: [CREATED],
      actions: [act('notification_webhook', [forEvents, '{}'])],
    },
  });
  expect(refused.status).toBe(422);
  await zendesk.call('DELETE', `/webhooks/${forEvents}`);
  const id = await webhook();
  await trigger(zendesk, 'Tell', [CREATED], [act('notification_webhook', [id, '{}'])]);
  const change = (values: object) => zendesk.call('PATCH', `/webhooks/${id}`, { webhook: values });
  expect((await change({ subscriptions: ['zen:event-type:ticket.created'] })).status).toBe(422);
  expect((await change({ status: 'inactive' })).status).toBe(204);
  await zendesk.ticket();
  expect((await change({ status: 'active' })).status).toBe(204);
  const { id: told } = await zendesk.ticket();
  await eventually(async () =>
    expect(await invocations(id)).toMatchObject([{ status: 'success' }]),
  );
  expect(gateway.received).toHaveLength(1);
  const { text } = await zendesk.call('GET', `/tickets/${told}/audits`);
  expect(text).toContain(id);
});

test('a webhook that keeps failing is left in peace for a while, then tried again', async () => {
  const id = await webhook();
  await trigger(zendesk, 'Tell', [UPDATED], [act('notification_webhook', [id, '{}'])]);
  gateway.state.status = 400;
  const ticket = await zendesk.ticket();
  const statuses = async () => (await invocations(id)).map(({ status }) => status);
  for (let turn = 1; turn <= 10; turn += 1) {
    await zendesk.call('PUT', `/tickets/${ticket.id}`, { ticket: { subject: `${turn}` } });
    await eventually(async () =>
      expect(await statuses()).toEqual(Array<string>(turn).fill('failed')),
    );
  }
  await zendesk.call('PUT', `/tickets/${ticket.id}`, { ticket: { subject: 'broken' } });
  const [newest] = await invocations(id);
  expect(newest).toMatchObject({ status: 'circuit broken' });
  expect(newest).not.toHaveProperty('status_code');
  expect(gateway.received).toHaveLength(10);

  gateway.state.status = 200;
  await zendesk.control('POST', '/clock', { advance: 'PT1M' });
  await zendesk.call('PUT', `/tickets/${ticket.id}`, { ticket: { subject: 'mended' } });
  await eventually(async () => expect((await statuses())[0]).toBe('success'));
  await zendesk.call('PUT', `/tickets/${ticket.id}`, { ticket: { subject: 'again' } });
  await eventually(() => expect(gateway.received).toHaveLength(12));
});

test('where limits are on, the sixty-first call of a minute is throttled', async () => {
  const id = await webhook();
  for (let copy = 0; copy < 61; copy += 1) {
    await trigger(zendesk, `Tell ${copy}`, [CREATED], [act('notification_webhook', [id, '{}'])]);
  }
  await zendesk.control('PUT', '/limits', { enabled: true });
  await zendesk.ticket();
  await eventually(async () => {
    const statuses = (await invocations(id)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([...Array<string>(60).fill('success'), 'throttled']);
  });
});

test('a test call tells what the listener answered; a copy is a webhook of its own', async () => {
  const secret = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';
  gateway.state.status = 418;
  const { text } = await zendesk.call('POST', '/webhooks/test', {
    request: {
      endpoint: gateway.url,
      http_method: 'POST',
      request_format: 'json',
      payload: '{"a":1}',
    },
  });
  expect(JSON.parse(text)).toMatchObject({ response: { status_code: 418, payload: 'thank you' } });
  const [call] = gateway.received;
  const stamp = String(call?.headers['x-zendesk-webhook-signature-timestamp']);
  expect(call?.headers['x-zendesk-webhook-signature']).toBe(
    createHmac('sha256', secret).update(`${stamp}{"a":1}`).digest('base64'),
  );

  const id = await webhook();
  const tested = await zendesk.call('POST', `/webhooks/test?webhook_id=${id}`, { request: {} });
  expect(tested.status).toBe(200);
  expect(gateway.received[1]?.headers['x-zendesk-webhook-id']).toBe(id);
  const copied = await zendesk.call('POST', `/webhooks?clone_webhook_id=${id}`, {
    webhook: { name: 'Copy' },
  });
  expect(copied.body.webhook).toMatchObject({ name: 'Copy', endpoint: gateway.url });
  expect(copied.body.webhook.id).not.toBe(id);
});

test('a call that waits to be repeated ends when its webhook is switched off', async () => {
  const id = await webhook();
  await trigger(
    zendesk,
    'Tell',
    [when('status', 'is', 'new')],
    [act('notification_webhook', [id, '{}'])],
  );
  gateway.state.status = 503;
  await zendesk.ticket();
  await eventually(() => expect(gateway.received).toHaveLength(1));
  await zendesk.call('PATCH', `/webhooks/${id}`, { webhook: { status: 'inactive' } });
  await eventually(async () =>
    expect(await invocations(id)).toMatchObject([{ status: 'terminated' }]),
  );
  expect(gateway.received).toHaveLength(1);
});
