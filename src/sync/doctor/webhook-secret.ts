import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Check, DoctorPorts, Finding } from './check';
import { findWebhook } from './webhook';

const body = z.object({ signing_secret: z.object({ secret: z.string() }) });

/** By digest: the secret itself is neither kept nor shown. */
export const webhookSecret: Check = {
  name: 'webhook-secret',
  async run(ports: DoctorPorts): Promise<Finding> {
    const { secretDigests } = ports.webhook;
    const remedy =
      'Put the signing secret of the webhook (Admin Center, Webhooks) into ZENDESK_WEBHOOK_SECRET.';
    if (secretDigests.length === 0) {
      const says = 'The portal has no signing secret, so it answers webhooks with 404.';
      return { state: 'warning', says, remedy };
    }
    const { found } = await findWebhook(ports);
    if (!found) return { state: 'warning', says: 'There is no webhook whose secret to compare.' };
    const { json } = await ports.ask('GET', `webhooks/${found.id}/signing_secret`);
    const read = body.safeParse(json);
    if (!read.success) {
      return { state: 'warning', says: 'Zendesk does not show the signing secret.' };
    }
    const digest = createHash('sha256').update(read.data.signing_secret.secret).digest();
    const isKnown = secretDigests.some((known) =>
      timingSafeEqual(Buffer.from(known, 'hex'), digest),
    );
    if (isKnown) return { state: 'ok', says: "The portal knows the webhook's signing secret." };
    return {
      state: 'broken',
      says: "The portal does not know the webhook's signing secret, so it refuses its calls.",
      remedy,
    };
  },
};
