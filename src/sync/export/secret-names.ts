import { membersOf, textOf } from '../json-parts';
import type { Attributes, Json } from '../kind';

/** What Zendesk keeps to itself of each way a webhook proves who it is. */
const SECRETS: Readonly<Record<string, readonly string[]>> = {
  bearer_token: ['token'],
  basic_auth: ['username', 'password'],
  api_key: ['name', 'value'],
};

/** @returns a webhook with `@{secret.NAME}` where Zendesk does not answer what is there */
export function withSecretNames(attributes: Attributes, key: string): Attributes {
  if (!attributes.authentication) return attributes;
  const { type, data } = membersOf(attributes.authentication);
  const known = membersOf(data);
  const members = (SECRETS[textOf(type)] ?? []).map((name) => [
    name,
    known[name] ?? `@{secret.${`webhook_${key}_${name}`.toUpperCase()}}`,
  ]);
  return {
    ...attributes,
    authentication: { type: type ?? null, data: Object.fromEntries(members) as Json },
  };
}
