import type { SentMail, User } from '../records';
import { nextId, type State } from '../state';
import type { World } from '../world';
import { formatMailbox, isZendesks, replyAddress, SUPPORT_ADDRESS } from './addresses';
import { encodeTicketId } from './encoded-id';
import { DELIMITER } from './reply-text';
import { messageIdOf, nextInThread } from './thread';

/** What a rule says to people about a ticket, its placeholders already rendered. */
export interface Notification {
  ticketId: number;
  recipientIds: number[];
  subject: string;
  body: string;
  /** Whose act is told; an agent's name stands in the From. */
  actorId?: number;
}

/** Zendesk's outgoing mail. */
export interface Mail {
  /** Sends one mail to each recipient who has an address outside Zendesk and is not suspended. */
  notify(notification: Notification): void;
}

const MOST = 500;

/**
 * @param current gives the account at the moment of sending; a reset replaces its state
 * @param onMail is handed each mail as it leaves
 */
export function createMail(
  current: () => Pick<World, 'state' | 'clock' | 'changed'>,
  onMail: (mail: SentMail) => void,
): Mail {
  return {
    notify: (notification) => {
      const world = current();
      const { state, clock } = world;
      for (const id of new Set(notification.recipientIds)) {
        const to = addressOf(state.users.get(id));
        if (to === undefined) continue;
        const mail = write(state, notification, to, clock.stamp());
        state.sentMails.push(mail);
        onMail(mail);
      }
      state.sentMails.splice(0, Math.max(0, state.sentMails.length - MOST));
      world.changed();
    },
  };
}

function addressOf(user: User | undefined): string | undefined {
  if (!user?.email || user.suspended || isZendesks(user.email)) return undefined;
  return user.email;
}

function write(
  state: State,
  { ticketId, subject, body, actorId }: Notification,
  to: string,
  at: string,
): SentMail {
  const id = nextId(state);
  return {
    id,
    ticketId,
    to,
    from: formatMailbox({ name: senderName(state, ticketId, actorId), address: SUPPORT_ADDRESS }),
    replyTo: replyAddress(ticketId),
    subject: subject.replace(/\s+/g, ' ').trim(),
    text: `${DELIMITER}\n\n${body.trim()}\n\n[${encodeTicketId(ticketId)}]\n`,
    messageId: messageIdOf(ticketId, id),
    ...nextInThread(state, ticketId, to),
    at,
  };
}

/** The brand, behind the agent who acted. */
function senderName(state: State, ticketId: number, actorId: number | undefined): string {
  const brand = state.brands.get(state.tickets.get(ticketId)?.brandId ?? 0)?.name ?? 'Support';
  const actor = state.users.get(actorId ?? 0);
  return actor && actor.role !== 'end-user' ? `${actor.name} (${brand})` : brand;
}
