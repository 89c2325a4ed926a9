import { invalidField } from '../errors';
import { STATUSES, type Status, type Ticket, type User } from '../records';
import type { State } from '../state';

export interface StatusWish {
  status?: string | null;
  customStatusId?: number | null;
}

/**
 * Settles the draft's status after everything else of it is settled, by Zendesk's system rules:
 * an assigned ticket is not new, nothing becomes new again, solving needs an assignee.
 * https://support.zendesk.com/hc/en-us/articles/4408894213018
 * @param before the ticket as it was; undefined for a new one
 * @param actor who acts, nobody when a rule does; who solves may become the assignee, if the account says so
 */
export function settleStatus(
  state: State,
  before: Ticket | undefined,
  draft: Ticket,
  wish: StatusWish,
  actor: User | undefined,
): void {
  const wished = wishedStatus(state, wish);
  if (wished === 'new' && before && before.status !== 'new') {
    throw invalidField('status', 'Status: a ticket cannot become new again');
  }
  let status: Status = wished ?? draft.status;
  if (status === 'new' && draft.assigneeId !== null) status = 'open';
  if (isDone(status) && !isDone(before?.status) && draft.assigneeId === null) {
    if (!state.ticketSettings.assignTicketsUponSolve || !actor || actor.role === 'end-user') {
      throw invalidField('base', 'Assignee: is required when solving a ticket', 'BlankValue');
    }
    draft.assigneeId = actor.id;
    draft.groupId ??= actor.defaultGroupId;
  }
  draft.status = status;
  draft.customStatusId = customStatusFor(state, status, wish, draft);
}

/** What an end user writes brings a waiting or solved ticket back to support. */
export function reopenFor(ticket: Pick<Ticket, 'status'>): Status {
  const waiting = ['pending', 'hold', 'solved'].includes(ticket.status);
  return waiting ? 'open' : ticket.status;
}

function wishedStatus(state: State, { status, customStatusId }: StatusWish): Status | undefined {
  if (customStatusId !== undefined && customStatusId !== null) {
    const custom = state.customStatuses.get(customStatusId);
    if (!custom) throw invalidField('custom_status_id', 'Ticket status: is invalid');
    return custom.category;
  }
  if (status === undefined || status === null) return undefined;
  const known = STATUSES.find((name) => name === status);
  if (!known) throw invalidField('status', `Status: ${status} is not a valid status`);
  return known;
}

function customStatusFor(state: State, status: Status, wish: StatusWish, draft: Ticket): number {
  const category = status === 'closed' ? 'solved' : status;
  const fits = (id: number | null | undefined) =>
    id !== null && id !== undefined && state.customStatuses.get(id)?.category === category;
  if (fits(wish.customStatusId)) return Number(wish.customStatusId);
  if (fits(draft.customStatusId)) return draft.customStatusId;
  const standard = [...state.customStatuses.values()].find((one) => one.category === category);
  return standard?.id ?? draft.customStatusId;
}

function isDone(status: Status | undefined): boolean {
  return status === 'solved' || status === 'closed';
}
