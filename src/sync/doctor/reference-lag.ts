import { z } from 'zod';
import { untried, type Check, type DoctorPorts, type Finding } from './check';

const list = z.object({ tickets: z.array(z.object({ id: z.int() })) });
/** Looks, a second apart. */
const LOOKS = 30;

/**
 * After two hours a create whose answer was lost is looked up by our reference alone: how long
 * until Zendesk shows a ticket by it is nowhere promised.
 */
export const referenceLag: Check = {
  name: 'reference-lag',
  async run({ ask, probe, wait, now }: DoctorPorts): Promise<Finding> {
    if (!probe) return untried('How soon a ticket is found by our reference');
    const { number, externalId } = await probe.ticket();
    const begun = now().getTime();
    for (let look = 1; look <= LOOKS; look += 1) {
      const { json } = await ask('GET', `tickets?external_id=${externalId}`);
      const read = list.safeParse(json);
      if (read.data?.tickets.some(({ id }) => id === number)) {
        const seconds = Math.round((now().getTime() - begun) / 1000);
        return { state: 'ok', says: `A new ticket is found by our reference after ${seconds} s.` };
      }
      await wait(1);
    }
    return {
      state: 'warning',
      says: `A new ticket is not found by our reference within ${LOOKS} seconds.`,
      remedy: 'A create whose answer is lost for two hours may then be made twice.',
    };
  },
};
