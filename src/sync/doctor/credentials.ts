import type { Check, DoctorPorts, Finding } from './check';

const REMEDY =
  'Make a confidential OAuth client in the Admin Center (Apps and integrations, APIs) as an admin, ' +
  'and set ZENDESK_OAUTH_CLIENT_ID and ZENDESK_OAUTH_CLIENT_SECRET.';

/**
 * Not by /users/me alone: without valid credentials it answers 200 with an anonymous user.
 * https://developer.zendesk.com/api-reference/ticketing/users/users/#show-self
 */
export const credentials: Check = {
  name: 'credentials',
  async run({ ask }: DoctorPorts): Promise<Finding> {
    const { status } = await ask('GET', 'tickets?page[size]=1');
    if (status === 401) {
      return { state: 'broken', says: 'Zendesk does not know our credentials.', remedy: REMEDY };
    }
    const { json } = await ask('GET', 'users/me');
    const user = json['user'] as { id?: number | null; name?: string; role?: string } | undefined;
    if (!user?.id) {
      return { state: 'broken', says: 'Our credentials are nobody in Zendesk.', remedy: REMEDY };
    }
    if (user.role !== 'admin') {
      return {
        state: 'broken',
        says: `Our credentials act as ${user.name}, who is no admin.`,
        remedy: 'The export of tickets and the webhook are for admins: make the user one.',
      };
    }
    return { state: 'ok', says: `Our credentials act as ${user.name}, an admin.` };
  },
};
