import { nextId } from '../state';
import type { World } from '../world';

/** What a rule says to people about a ticket, its placeholders already rendered. */
export interface Notification {
  ticketId: number;
  recipientIds: number[];
  subject: string;
  body: string;
  /** Whose act is told. */
  actorId?: number;
}

/** Zendesk's outgoing mail. */
export interface Mail {
  /** Sends one mail to each recipient who has an address. */
  notify(notification: Notification): void;
}

const MOST = 500;

/** @param current gives the account at the moment of sending; a reset replaces its state */
export function createMail(current: () => World): Mail {
  return {
    notify: ({ ticketId, recipientIds, subject, body }) => {
      const world = current();
      const { state, clock } = world;
      for (const id of recipientIds) {
        const to = state.users.get(id)?.email;
        if (!to) continue;
        const mailId = nextId(state);
        state.sentMails.push({
          id: mailId,
          ticketId,
          to,
          from: 'support@emulator.example',
          subject,
          text: body,
          messageId: `<${mailId}@emulator.example>`,
          inReplyTo: null,
          references: [],
          at: clock.stamp(),
        });
      }
      state.sentMails.splice(0, Math.max(0, state.sentMails.length - MOST));
      world.changed();
    },
  };
}
