import { z } from 'zod';

/** https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#json-format */
export const configuredWebhook = z.looseObject({
  id: z.string(),
  name: z.string(),
  custom_headers: z.record(z.string(), z.string()).nullish(),
});

export const configuredWebhookBody = z.object({ webhook: configuredWebhook });

/** https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#show-webhook-signing-secret */
export const signingSecretBody = z.object({ signing_secret: z.object({ secret: z.string() }) });
