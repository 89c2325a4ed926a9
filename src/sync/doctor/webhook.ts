import { z } from 'zod';
import type { Check, DoctorPorts, Finding } from './check';

const webhook = z.object({
  id: z.string(),
  name: z.string(),
  endpoint: z.string(),
  status: z.string(),
  subscriptions: z.array(z.string()).nullish(),
});
type Webhook = z.infer<typeof webhook>;

const REMEDY = 'npm run zendesk -- plan shows the webhook, apply makes it.';

/** @returns the webhook that calls the portal: the lock's, else one with our address */
export async function findWebhook({ list, lock, webhook: ours }: DoctorPorts): Promise<{
  byLock: boolean;
  found: Webhook | undefined;
}> {
  const listed = await list('webhooks');
  const all = listed === 'missing' ? [] : z.array(webhook).parse(listed);
  const ids = Object.values(lock.webhooks ?? {}).map(String);
  if (ids.length > 0) return { byLock: true, found: all.find(({ id }) => ids.includes(id)) };
  return { byLock: false, found: all.find(({ endpoint }) => endpoint === ours.endpoint) };
}

export const portalWebhook: Check = {
  name: 'webhook',
  async run(ports: DoctorPorts): Promise<Finding> {
    const { endpoint } = ports.webhook;
    const { byLock, found } = await findWebhook(ports);
    if (!found) {
      const which = byLock ? 'The webhook of the lock file' : `A webhook to ${endpoint}`;
      const says = `${which} is not there: changes show a minute or two late.`;
      return { state: 'warning', says, remedy: REMEDY };
    }
    const { name, status, endpoint: there } = found;
    if (there !== endpoint) {
      const says = `Webhook "${name}" calls ${there}, not ${endpoint}.`;
      return { state: 'broken', says, remedy: REMEDY };
    }
    if (status !== 'active') {
      const says = `Webhook "${name}" is not active.`;
      return {
        state: 'broken',
        says,
        remedy: 'Activate it; Zendesk stops one that keeps failing.',
      };
    }
    return { state: 'ok', says: `Webhook "${name}" calls the portal.` };
  },
};
