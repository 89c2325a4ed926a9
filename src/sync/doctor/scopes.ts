import type { Check, DoctorPorts, Finding } from './check';

/** What the portal reads, and what administrators' commands do. */
const READ = [
  'tickets',
  'users',
  'organizations',
  'organization_memberships',
  'ticket_fields',
  'triggers',
  'automations',
  'webhooks',
] as const;

/**
 * A scope that Zendesk does not know gives a token all the same; everything is then refused to it.
 * https://developer.zendesk.com/api-reference/ticketing/oauth/oauth_tokens/
 */
export const scopes: Check = {
  name: 'scopes',
  async run({ ask, auth }: DoctorPorts): Promise<Finding> {
    const refused: string[] = [];
    for (const path of READ) {
      const { status } = await ask('GET', `${path}?page[size]=1`);
      if (status === 403) refused.push(path);
    }
    const { status } = await ask('GET', 'account/settings');
    if (status === 403) refused.push('account/settings');
    const remedy = 'Give the client the scopes "read write" (ZENDESK_OAUTH_SCOPE).';
    if (refused.length > 0) {
      return { state: 'broken', says: `We may not read ${refused.join(', ')}.`, remedy };
    }
    if (auth.kind === 'api_token') {
      return { state: 'ok', says: 'An API token may do whatever its user may.' };
    }
    const given = auth.scope.split(/\s+/);
    if (given.includes('write')) {
      return { state: 'ok', says: `The scopes "${auth.scope}" are enough.` };
    }
    return {
      state: given.some((scope) => /^tickets(:write)?$/.test(scope)) ? 'warning' : 'broken',
      says: `The scopes "${auth.scope}" lack write.`,
      remedy,
    };
  },
};
