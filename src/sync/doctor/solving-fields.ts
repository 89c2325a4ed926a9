import { z } from 'zod';
import type { Check, DoctorPorts, Finding } from './check';

const field = z.object({
  id: z.int(),
  title: z.string(),
  active: z.boolean().nullish(),
  removable: z.boolean().nullish(),
  required: z.boolean().nullish(),
});

/**
 * A field that is required to solve stops a solution as long as it is empty, the merchant's too.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#json-format
 */
export const solvingFields: Check = {
  name: 'solving-fields',
  async run({ list, lock }: DoctorPorts): Promise<Finding> {
    const listed = await list('ticket_fields');
    const ours = Object.values(lock.ticket_fields ?? {}).map(Number);
    const required = (listed === 'missing' ? [] : z.array(field).parse(listed)).filter(
      ({ id, active, removable, required: isRequired }) =>
        isRequired && active !== false && removable !== false && !ours.includes(id),
    );
    if (required.length === 0) return { state: 'ok', says: 'Nothing else is required to solve.' };
    return {
      state: 'warning',
      says: `Required to solve, and not filled by the portal: ${required.map(({ title }) => title).join(', ')}. Solving in the portal is refused while they are empty.`,
      remedy: 'Let an agent fill them before the merchant solves, or do not require them.',
    };
  },
};
