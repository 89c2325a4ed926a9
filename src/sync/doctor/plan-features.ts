import { z } from 'zod';
import type { Check, DoctorPorts, Finding } from './check';

const memberships = z.object({
  organization_memberships: z.array(z.object({ user_id: z.int() })).catch([]),
});

/** What a plan lacks is answered 403 or 404; nothing tells in advance what it has. */
export const planFeatures: Check = {
  name: 'plan-features',
  async run({ ask, list }: DoctorPorts): Promise<Finding> {
    const missing: string[] = [];
    if ((await list('ticket_forms')) === 'missing') {
      missing.push('ticket forms (requests go to the one form there is)');
    }
    if ((await list('dynamic_content')) === 'missing') {
      missing.push('dynamic content (fields and mails speak one language)');
    }
    const { status } = await ask('GET', 'slas/policies');
    if (status === 403 || status === 404) missing.push('SLA policies');
    const several = (await hasSeveralOrganizations({ ask }))
      ? 'People belong to several organizations here.'
      : 'Whether people may belong to several organizations shows when the first one does.';
    if (missing.length === 0) return { state: 'ok', says: `The plan has all we use. ${several}` };
    return {
      state: 'warning',
      says: `The plan lacks ${missing.join(', ')}. ${several}`,
      remedy: 'The portal works without; a larger plan has them.',
    };
  },
};

async function hasSeveralOrganizations({ ask }: Pick<DoctorPorts, 'ask'>): Promise<boolean> {
  const { json } = await ask('GET', 'organization_memberships?page[size]=100');
  const read = memberships.safeParse(json);
  const ids = read.data?.organization_memberships.map((each) => each.user_id) ?? [];
  return new Set(ids).size < ids.length;
}
