/** Words of examples and templates; whatever contains one was never random. */
const PLACEHOLDER =
  /change.?(me|this|it)|replace.?(me|this)|your.?(secret|token|password)|example|placeholder|password|default|keyboard.?cat|(^|[^a-z])(secret|test|dummy)([^a-z]|$)/i;

/** Secrets anybody can read: the demo's, and the one Zendesk signs test webhooks with. */
const PUBLISHED = [
  'portal-demo-secret',
  'agent-demo-secret',
  'demo-api-token',
  'google-demo-secret',
  'facebook-demo-secret',
  // https://developer.zendesk.com/documentation/webhooks/verifying/#signing-secrets-on-new-webhooks
  'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==',
];

/**
 * @param known further secrets that must not be used, such as the demo's random ones
 * @returns the end of a sentence about the secret, or undefined for one that will do
 */
export function weakness(
  secret: string,
  leastLength: number,
  known: readonly string[] = [],
): string | undefined {
  if (PUBLISHED.includes(secret) || known.includes(secret)) {
    return 'is one of the demo or of a manual, which anybody can read; use a secret of your own';
  }
  if (secret.length < leastLength) return `is too short; ${leastLength} characters are the least`;
  if (PLACEHOLDER.test(secret)) return 'is an example, not a secret; use a random value';
  if (new Set(secret).size < 8 || /^(.{1,12}?)\1+$/.test(secret)) {
    return 'repeats the same few characters; use a random value';
  }
  return undefined;
}
