import { z } from 'zod';
import type { Check, DoctorPorts, Finding } from './check';

const form = z.object({
  id: z.int(),
  name: z.string(),
  active: z.boolean().nullish(),
  ticket_field_ids: z.array(z.int()),
});

const REMEDY = 'npm run zendesk -- plan shows what is missing, apply makes it.';

/** What a form leaves out, agents do not see on the ticket. */
export const ticketForm: Check = {
  name: 'form',
  async run({ list, lock }: DoctorPorts): Promise<Finding> {
    const listed = await list('ticket_forms');
    if (listed === 'missing') {
      return { state: 'warning', says: 'The plan has no ticket forms; none is sent.' };
    }
    const id = lock.ticket_forms?.['financial_support'];
    if (id === undefined) {
      const says = 'The lock file names no form, so requests get the default one.';
      return { state: 'warning', says, remedy: REMEDY };
    }
    const found = z
      .array(form)
      .parse(listed)
      .find((each) => each.id === id);
    if (!found) return { state: 'broken', says: `Form ${id} is not there.`, remedy: REMEDY };
    if (found.active === false) {
      return { state: 'broken', says: `Form "${found.name}" is not active.`, remedy: REMEDY };
    }
    const fields = Object.entries(lock.ticket_fields ?? {});
    const missing = fields.filter(([, field]) => !found.ticket_field_ids.includes(Number(field)));
    if (missing.length > 0) {
      const names = missing.map(([key]) => key).join(', ');
      return { state: 'broken', says: `Form "${found.name}" lacks ${names}.`, remedy: REMEDY };
    }
    return { state: 'ok', says: `Form "${found.name}" is active and has our fields.` };
  },
};
