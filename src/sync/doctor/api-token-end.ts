import type { Check, DoctorPorts, Finding } from './check';

/** https://developer.zendesk.com/documentation/api-basics/authentication/oauth-migration/ */
const END = new Date('2027-04-30T00:00:00Z');
const DAY = 86_400_000;

export const apiTokenEnd: Check = {
  name: 'api-token-end',
  async run({ auth, now }: DoctorPorts): Promise<Finding> {
    if (auth.kind === 'oauth') return { state: 'ok', says: 'We use an OAuth client.' };
    const days = Math.ceil((END.getTime() - now().getTime()) / DAY);
    const remedy =
      'Move to an OAuth client: ZENDESK_OAUTH_CLIENT_ID and ZENDESK_OAUTH_CLIENT_SECRET.';
    if (days <= 0) {
      return { state: 'broken', says: 'API tokens stopped working on 2027-04-30.', remedy };
    }
    const says = `API tokens stop working for good on 2027-04-30, in ${days} days; one unused for 30 days is switched off before.`;
    return { state: 'warning', says, remedy };
  },
};
