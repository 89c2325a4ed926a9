import { nextId, type State } from '../state';
import type { Group, GroupMembership } from '../records';
import type { World } from '../world';

/** @returns the groups that are not deleted */
export function livingGroups(state: State): Group[] {
  return [...state.groups.values()].filter(({ deleted }) => !deleted);
}

/** @returns the ids of a group's agents */
export function memberIdsOf(state: State, groupId: number): number[] {
  return [...state.groupMemberships.values()]
    .filter((membership) => membership.groupId === groupId)
    .map(({ userId }) => userId);
}

/**
 * An agent's first group becomes their default, where a ticket goes that is assigned to them alone.
 * @returns the new membership, already stored
 */
export function joinGroup(
  state: State,
  stamp: string,
  userId: number,
  groupId: number,
): GroupMembership {
  const membership = { id: nextId(state), userId, groupId, createdAt: stamp, updatedAt: stamp };
  state.groupMemberships.set(membership.id, membership);
  const user = state.users.get(userId);
  if (user) user.defaultGroupId ??= groupId;
  return membership;
}

/**
 * The agent's working tickets of this group lose their assignee; Zendesk does that in a job a little
 * later. https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/#delete-membership
 */
export function leaveGroup(world: World, { id, userId, groupId }: GroupMembership): void {
  const { state } = world;
  state.groupMemberships.delete(id);
  const user = state.users.get(userId);
  if (user?.defaultGroupId === groupId) {
    const next = [...state.groupMemberships.values()].find((other) => other.userId === userId);
    user.defaultGroupId = next?.groupId ?? null;
  }
  unassign(world, groupId, userId);
  world.changed();
}

/** The group is kept as deleted; its agents leave it and its working tickets lose it. */
export function deleteGroupRecord(world: World, group: Group): void {
  const { state, clock } = world;
  const memberships = [...state.groupMemberships.values()];
  for (const membership of memberships.filter(({ groupId }) => groupId === group.id)) {
    leaveGroup(world, membership);
  }
  for (const ticket of state.tickets.values()) {
    if (ticket.groupId !== group.id || ticket.status === 'closed') continue;
    state.tickets.set(ticket.id, { ...ticket, groupId: null, ...moved(world) });
  }
  state.groups.set(group.id, { ...group, deleted: true, updatedAt: clock.stamp() });
  world.changed();
}

function unassign(world: World, groupId: number, userId: number): void {
  const { tickets } = world.state;
  for (const ticket of tickets.values()) {
    const isTheirs = ticket.groupId === groupId && ticket.assigneeId === userId;
    if (!isTheirs || ticket.status === 'solved' || ticket.status === 'closed') continue;
    tickets.set(ticket.id, { ...ticket, assigneeId: null, ...moved(world) });
  }
}

function moved({ clock }: World) {
  return { generatedTimestamp: Math.floor(clock.now() / 1000) };
}
