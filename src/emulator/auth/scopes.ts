/**
 * Scopes of OAuth tokens: `read`, `write`, `impersonate`, or one kind of resource with or without
 * `:read` / `:write`. https://developer.zendesk.com/api-reference/ticketing/oauth/oauth_tokens/
 */
const RESOURCES = [
  'tickets',
  'users',
  'auditlogs',
  'organizations',
  'hc',
  'apps',
  'triggers',
  'automations',
  'targets',
  'webhooks',
  'macros',
  'requests',
  'satisfaction_ratings',
  'dynamic_content',
  'any_channel',
  'web_widget',
];

/** @returns whether a broad scope stands beside a narrower one it already holds, which is refused */
export function overlap(scopes: readonly string[]): boolean {
  return ['read', 'write'].some(
    (verb) => scopes.includes(verb) && scopes.some((scope) => scope.endsWith(`:${verb}`)),
  );
}

/**
 * A scope nobody knows still gives a token; it opens nothing.
 * @param resource what the endpoint belongs to
 */
export function allows(scopes: readonly string[], resource: string, method: string): boolean {
  const verb = method === 'GET' ? 'read' : 'write';
  if (scopes.includes(verb)) return true;
  if (!RESOURCES.includes(resource)) return false;
  return scopes.includes(resource) || scopes.includes(`${resource}:${verb}`);
}
