import type { RawObject } from './configuration';
import type { ConfigurationCall } from './configuration-call';
import { readShape } from './read-body';
import { configuredWebhookBody, signingSecretBody } from './wire/configured-webhook';

/** https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/ */
export function bindWebhookSettings(call: ConfigurationCall) {
  /** A PATCH merges custom headers: one that must go is sent as null. */
  async function update(id: string, body: RawObject): Promise<void> {
    const path = `webhooks/${id}`;
    const wanted = body.custom_headers as Readonly<Record<string, string>> | undefined;
    if (!wanted) {
      await call('PATCH', path, { webhook: body });
      return;
    }
    const { webhook } = readShape(configuredWebhookBody, await call('GET', path), 'a webhook');
    const gone = Object.keys(webhook.custom_headers ?? {}).filter((name) => !(name in wanted));
    const headers = { ...wanted, ...Object.fromEntries(gone.map((name) => [name, null])) };
    await call('PATCH', path, { webhook: { ...body, custom_headers: headers } });
  }

  /** @returns what the webhook's calls are signed with */
  async function signingSecret(id: string): Promise<string> {
    const json = await call('GET', `webhooks/${id}/signing_secret`);
    return readShape(signingSecretBody, json, 'a signing secret').signing_secret.secret;
  }

  return { update, signingSecret };
}
