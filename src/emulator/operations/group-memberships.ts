import { z } from 'zod';
import { created, idParam, noContent, ok, type Call, type Reply } from '../call';
import { invalidField, recordNotFound } from '../errors';
import { paginate, type Sortable } from '../pagination';
import { flag, id, readParams } from '../params/read-params';
import { presentGroupMembership } from '../presenters/group';
import type { GroupMembership } from '../records';
import { joinGroup, leaveGroup, memberIdsOf } from '../rules/groups';
import type { State } from '../state';
import type { World } from '../world';

const membershipParams = z.object({ user_id: id, group_id: id, default: flag.optional() });

/**
 * Of the account, of a group or of an agent, by address or by `group_id` and `user_id`.
 * https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/#list-memberships
 */
export function listGroupMemberships({ state }: World, call: Call): Reply {
  const groupId = call.params.groupId ?? call.query.group_id;
  const userId = call.params.userId ?? call.query.user_id;
  const memberships = [...state.groupMemberships.values()]
    .filter((membership) => groupId === undefined || membership.groupId === Number(groupId))
    .filter((membership) => userId === undefined || membership.userId === Number(userId));
  const order: Sortable<GroupMembership> = {
    keys: { id: (membership) => membership.id },
    id: (membership) => membership.id,
  };
  const { items, envelope } = paginate(call, memberships, order);
  const shown = items.map((membership) => presentGroupMembership(state, call.origin, membership));
  return ok({ group_memberships: shown, ...envelope });
}

/** https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/#show-membership */
export function showGroupMembership({ state }: World, call: Call): Reply {
  const shown = presentGroupMembership(state, call.origin, find(state, call));
  return ok({ group_membership: shown });
}

/** Agents alone can be members. https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/#create-membership */
export function createGroupMembership(world: World, call: Call): Reply {
  const { state } = world;
  const { values, warning } = readParams(
    call.body,
    'group_membership',
    membershipParams,
    'group_memberships#create',
  );
  const user = state.users.get(values.user_id);
  if (!user || user.role === 'end-user') throw invalidField('user', 'User: is invalid');
  const group = state.groups.get(values.group_id);
  if (!group || group.deleted) throw invalidField('group', 'Group: is invalid');
  if (memberIdsOf(state, group.id).includes(user.id)) {
    throw invalidField('user_id', 'User: has already been taken', 'DuplicateValue');
  }
  const membership = joinGroup(state, world.clock.stamp(), user.id, group.id);
  if (values.default) user.defaultGroupId = group.id;
  world.changed();
  const shown = presentGroupMembership(state, call.origin, membership);
  const reply = created({ group_membership: shown }, shown.url);
  return { ...reply, headers: { ...reply.headers, ...warning } };
}

/** https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/#delete-membership */
export function deleteGroupMembership(world: World, call: Call): Reply {
  leaveGroup(world, find(world.state, call));
  return noContent();
}

function find(state: State, call: Call): GroupMembership {
  const membership = state.groupMemberships.get(idParam(call));
  if (!membership) throw recordNotFound();
  return membership;
}
