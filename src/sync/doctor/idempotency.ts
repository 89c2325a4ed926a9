import { untried, type Check, type DoctorPorts, type Finding } from './check';

/** https://developer.zendesk.com/api-reference/ticketing/introduction/#idempotency */
export const idempotency: Check = {
  name: 'idempotency',
  async run({ probe }: DoctorPorts): Promise<Finding> {
    if (!probe) return untried('Whether a repeated create makes one ticket');
    const { number, repeated, lookups } = await probe.ticket();
    const told = lookups.map((lookup) => lookup ?? 'nothing').join(', then ');
    if (repeated === number && lookups[1] === 'hit') {
      return { state: 'ok', says: `A create repeated under its key makes one ticket (${told}).` };
    }
    return {
      state: 'broken',
      says: `A create repeated under its key made ticket ${repeated ?? 'none'} beside ${number}; x-idempotency-lookup said ${told}.`,
      remedy: 'A proxy may take the Idempotency-Key header away.',
    };
  },
};
