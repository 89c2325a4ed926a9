import { ticketSettings } from './account-settings';
import type { Check, DoctorPorts, Finding } from './check';

export const privateAttachments: Check = {
  name: 'private-attachments',
  async run(ports: DoctorPorts): Promise<Finding> {
    const { private_attachments: isOn } = await ticketSettings(ports);
    if (isOn) return { state: 'ok', says: 'Files open for signed-in people only.' };
    return {
      state: 'warning',
      says: "Private attachments are off: whoever has a file's address can read it.",
      remedy:
        'Switch on "Enable private attachments" in the Admin Center (Objects and rules, Tickets, Settings).',
    };
  },
};
