import { ticketSettings } from './account-settings';
import type { Check, DoctorPorts, Finding } from './check';

/** https://support.zendesk.com/hc/en-us/articles/4408894213018 */
export const assignOnSolve: Check = {
  name: 'assign-on-solve',
  async run(ports: DoctorPorts): Promise<Finding> {
    const { assign_tickets_upon_solve: isOn } = await ticketSettings(ports);
    if (isOn) return { state: 'ok', says: 'Whoever solves an unassigned ticket is assigned it.' };
    return {
      state: 'warning',
      says: 'Solving an unassigned ticket is refused; the portal offers to solve only what an agent has taken.',
      remedy: 'Switch on "Assign tickets upon solve" in the Admin Center (Tickets, Settings).',
    };
  },
};
