import type { Group, GroupMembership } from '../records';
import type { State } from '../state';

/** https://developer.zendesk.com/api-reference/ticketing/groups/groups/#json-format */
export function presentGroup(origin: string, group: Group) {
  return {
    url: `${origin}/api/v2/groups/${group.id}.json`,
    id: group.id,
    is_public: group.isPublic,
    name: group.name,
    description: group.description,
    default: group.isDefault,
    deleted: group.deleted,
    created_at: group.createdAt,
    updated_at: group.updatedAt,
  };
}

/** https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/#json-format */
export function presentGroupMembership(
  { users }: State,
  origin: string,
  membership: GroupMembership,
) {
  return {
    url: `${origin}/api/v2/group_memberships/${membership.id}.json`,
    id: membership.id,
    user_id: membership.userId,
    group_id: membership.groupId,
    default: users.get(membership.userId)?.defaultGroupId === membership.groupId,
    created_at: membership.createdAt,
    updated_at: membership.updatedAt,
  };
}
