import { invalidField } from '../errors';
import type { TicketParams } from '../params/ticket-params';
import { defaultOrganizationId } from '../presenters/user';
import type { Ticket, User } from '../records';
import type { State } from '../state';
import { findUserByEmail } from '../users';
import { livingGroups, memberIdsOf } from './groups';
import { belongsTo } from './memberships';

/**
 * Settles requester, organization, assignee, group, copies and followers of the draft.
 * @param requester the person the ticket is for, possibly not stored yet
 * Throws 422 for unknown or suspended people and for an organization that is not the requester's.
 */
export function settlePeople(
  state: State,
  draft: Ticket,
  params: TicketParams,
  requester: User,
): void {
  if (requester.suspended) {
    throw invalidField('requester', `Requester: ${requester.name} is suspended.`);
  }
  if (requester.id !== draft.requesterId) {
    draft.requesterId = requester.id;
    draft.organizationId = defaultOrganizationId(state, requester.id);
  }
  settleOrganization(state, draft, params);
  settleAssignment(state, draft, params);
  draft.emailCcIds = changedList(state, draft.emailCcIds, params.email_ccs, 'email_ccs');
  draft.followerIds = changedList(state, draft.followerIds, params.followers, 'followers');
}

function settleOrganization(state: State, draft: Ticket, params: TicketParams): void {
  if (params.organization_id === undefined) return;
  if (params.organization_id === null) {
    draft.organizationId = null;
    return;
  }
  if (!belongsTo(state, draft.requesterId, params.organization_id)) {
    throw invalidField(
      'organization',
      'Organization: is not one of the organizations of the requester',
    );
  }
  draft.organizationId = params.organization_id;
}

/** The assignee fills an empty group; the only group there is takes every ticket. */
export function settleAssignment(state: State, draft: Ticket, params: TicketParams): void {
  if (params.group_id !== undefined) {
    const group = params.group_id === null ? undefined : state.groups.get(params.group_id);
    if (params.group_id !== null && (!group || group.deleted)) {
      throw invalidField('group', 'Group: is invalid');
    }
    draft.groupId = params.group_id;
  }
  const assignee = wishedAssignee(state, params);
  if (assignee !== undefined) {
    draft.assigneeId = assignee?.id ?? null;
    const members = draft.groupId === null ? [] : memberIdsOf(state, draft.groupId);
    if (assignee && !members.includes(assignee.id)) {
      draft.groupId = assignee.defaultGroupId ?? draft.groupId;
    }
  }
  const [onlyGroup, ...others] = livingGroups(state);
  if (draft.groupId === null && others.length === 0) draft.groupId = onlyGroup?.id ?? null;
}

function wishedAssignee(state: State, params: TicketParams): User | null | undefined {
  const email = params.assignee_email;
  const user = email
    ? findUserByEmail(state, email)
    : typeof params.assignee_id === 'number'
      ? state.users.get(params.assignee_id)
      : null;
  if (user === null) return params.assignee_id === null ? null : undefined;
  if (!user || user.role === 'end-user' || user.suspended) {
    throw invalidField('assignee', 'Assignee: is invalid');
  }
  return user;
}

function changedList(
  state: State,
  current: number[],
  changes: TicketParams['email_ccs'],
  field: string,
): number[] {
  if (!changes) return current;
  const ids = new Set(current);
  for (const change of changes) {
    const user =
      typeof change.user_id === 'number'
        ? state.users.get(change.user_id)
        : findUserByEmail(state, change.user_email ?? '');
    if (!user) throw invalidField(field, `${field}: names a person this emulator does not know`);
    if (change.action === 'put') ids.add(user.id);
    else ids.delete(user.id);
  }
  return [...ids];
}
