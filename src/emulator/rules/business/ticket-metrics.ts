import type { Ticket, TicketMetrics, User } from '../../records';
import type { Update } from './occasion';

/** @returns what is known of the ticket's past; a ticket of an older version tells what it can */
export function metricsOf(ticket: Ticket): TicketMetrics {
  return (
    ticket.metrics ?? {
      ...blank(ticket.createdAt),
      assigneeIds: ticket.assigneeId === null ? [] : [ticket.assigneeId],
      groupIds: ticket.groupId === null ? [] : [ticket.groupId],
      assignedAt: ticket.assigneeId === null ? null : ticket.updatedAt,
      statusAt: ticket.solvedAt ?? ticket.updatedAt,
    }
  );
}

interface Step {
  before: Ticket | undefined;
  after: Ticket;
  update: Pick<Update, 'actor' | 'comment' | 'channel'>;
  /** Who wrote the comment. */
  author: User | undefined;
  stamp: string;
}

/** @returns the past of the ticket with this update in it */
export function metricsAfter({ before, after, update, author, stamp }: Step): TicketMetrics {
  const old = before ? metricsOf(before) : blank(stamp);
  const { actor, comment } = update;
  const reopened = before?.status === 'solved' && ['open', 'pending'].includes(after.status);
  const replied = comment?.public && author && author.role !== 'end-user';
  const reassigned = after.assigneeId !== (before?.assigneeId ?? null);
  return {
    reopens: old.reopens + Number(reopened),
    replies: old.replies + Number(Boolean(replied)),
    assigneeIds: withId(old.assigneeIds, after.assigneeId),
    groupIds: withId(old.groupIds, after.groupId),
    statusAt: after.status === before?.status ? old.statusAt : stamp,
    assignedAt: after.assigneeId === null ? null : reassigned ? stamp : old.assignedAt,
    requesterUpdatedAt:
      (comment?.authorId ?? actor?.id) === after.requesterId ? stamp : old.requesterUpdatedAt,
    assigneeUpdatedAt: actor && actor.id === after.assigneeId ? stamp : old.assigneeUpdatedAt,
    automationUpdates: old.automationUpdates + Number(update.channel === 'rule'),
  };
}

function blank(stamp: string): TicketMetrics {
  return {
    reopens: 0,
    replies: 0,
    assigneeIds: [],
    groupIds: [],
    statusAt: stamp,
    assignedAt: null,
    requesterUpdatedAt: null,
    assigneeUpdatedAt: null,
    automationUpdates: 0,
  };
}

function withId(ids: number[], id: number | null): number[] {
  return id === null || ids.includes(id) ? ids : [...ids, id];
}
