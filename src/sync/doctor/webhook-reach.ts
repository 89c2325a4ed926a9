import { z } from 'zod';
import { untried, type Check, type DoctorPorts, type Finding } from './check';
import { findWebhook } from './webhook';

/** Without a status nobody answered. */
const body = z.object({
  response: z.object({ status_code: z.coerce.number().default(0), payload: z.unknown() }),
});

/**
 * Zendesk calls the portal once with a body that names no ticket: a portal that believes the
 * signature answers 422, and nothing comes of it.
 * https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#test-webhook
 */
export const webhookReach: Check = {
  name: 'webhook-reach',
  async run(ports: DoctorPorts): Promise<Finding> {
    if (!ports.probe) return untried('Whether Zendesk reaches the portal');
    const { found } = await findWebhook(ports);
    if (!found) return { state: 'warning', says: 'There is no webhook to try.' };
    const request = {
      endpoint: found.endpoint,
      http_method: 'POST',
      request_format: 'json',
      payload: JSON.stringify({ doctor: true }),
    };
    const { status, json } = await ports.ask('POST', `webhooks/test?webhook_id=${found.id}`, {
      body: { request },
    });
    const read = body.safeParse(json);
    if (!read.success) {
      return { state: 'warning', says: `Zendesk did not try the webhook (${status}).` };
    }
    return findingOf(read.data.response.status_code);
  },
};

function findingOf(status: number): Finding {
  switch (status) {
    case 422:
    case 200:
      return { state: 'ok', says: 'Zendesk reaches the portal, which believes its signature.' };
    case 401:
      return {
        state: 'broken',
        says: "The portal refuses the webhook's signature.",
        remedy: 'Compare ZENDESK_WEBHOOK_SECRET, and the clocks.',
      };
    case 404:
      return {
        state: 'broken',
        says: 'The portal has no signing secret, or something else answers at its address.',
        remedy: 'Set ZENDESK_WEBHOOK_SECRET and start the portal anew.',
      };
  }
  return {
    state: 'broken',
    says: `Zendesk gets ${status || 'no answer'} from the portal.`,
    remedy: 'Is the portal running, and may Zendesk reach it through the proxy?',
  };
}
