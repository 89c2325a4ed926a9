import { ticketSettings } from './account-settings';
import type { Check, DoctorPorts, Finding } from './check';

/** The portal always says whether a comment is public; agents begin with what is set here. */
export const publicAnswers: Check = {
  name: 'public-answers',
  async run(ports: DoctorPorts): Promise<Finding> {
    const { comments_public_by_default: isPublic } = await ticketSettings(ports);
    if (isPublic !== false) return { state: 'ok', says: "Agents' answers are public by default." };
    return {
      state: 'warning',
      says: "Agents' answers are internal by default, and nothing internal reaches the portal.",
      remedy:
        'Switch on "Agent comments are public by default" in the Admin Center (Tickets, Settings).',
    };
  },
};
