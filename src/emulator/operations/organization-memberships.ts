import { z } from 'zod';
import { created, idParam, noContent, ok, type Call, type Reply } from '../call';
import { invalidField, recordNotFound } from '../errors';
import { paginate, type Sortable } from '../pagination';
import { flag, id, readParams } from '../params/read-params';
import { presentMembership } from '../presenters/user';
import type { Membership } from '../records';
import { joinOrganization, leaveOrganization, makeDefault } from '../rules/memberships';
import type { State } from '../state';
import type { World } from '../world';

const membershipParams = z.object({
  user_id: id,
  organization_id: id,
  default: flag.optional(),
});

const MEMBERSHIP_ORDER: Sortable<Membership> = {
  keys: { id: (membership) => membership.id },
  id: (membership) => membership.id,
};

/** https://developer.zendesk.com/api-reference/ticketing/organizations/organization_memberships/#create-membership */
export function createOrganizationMembership(world: World, call: Call): Reply {
  const { state } = world;
  const { values, warning } = readParams(
    call.body,
    'organization_membership',
    membershipParams,
    'organization_memberships#create',
  );
  if (!state.users.has(values.user_id)) throw invalidField('user', 'User: is invalid');
  if (!state.organizations.has(values.organization_id)) {
    throw invalidField('organization', 'Organization: is invalid');
  }
  if (isMember(state, values.user_id, values.organization_id)) {
    throw invalidField('user_id', 'User: has already been taken', 'DuplicateValue');
  }
  const membership = joinOrganization(world, values.user_id, values.organization_id);
  if (values.default) makeDefault(world, membership);
  const shown = presentMembership(state, call.origin, membership);
  const reply = created({ organization_membership: shown }, shown.url);
  return { ...reply, headers: { ...reply.headers, ...warning } };
}

/**
 * Of the account, of a user or of an organization, by address or by `user_id` and `organization_id`.
 * https://developer.zendesk.com/api-reference/ticketing/organizations/organization_memberships/#list-memberships
 */
export function listOrganizationMemberships({ state }: World, call: Call): Reply {
  const userId = call.params.userId ?? call.query.user_id;
  const organizationId = call.params.organizationId ?? call.query.organization_id;
  const memberships = [...state.memberships.values()]
    .filter((membership) => userId === undefined || membership.userId === Number(userId))
    .filter(
      (membership) =>
        organizationId === undefined || membership.organizationId === Number(organizationId),
    );
  const { items, envelope } = paginate(call, memberships, MEMBERSHIP_ORDER);
  const shown = items.map((membership) => presentMembership(state, call.origin, membership));
  return ok({ organization_memberships: shown, ...envelope });
}

/** https://developer.zendesk.com/api-reference/ticketing/organizations/organization_memberships/#show-membership */
export function showOrganizationMembership({ state }: World, call: Call): Reply {
  const membership = find(state, call);
  return ok({ organization_membership: presentMembership(state, call.origin, membership) });
}

/** https://developer.zendesk.com/api-reference/ticketing/organizations/organization_memberships/#set-membership-as-default */
export function setOrganizationMembershipAsDefault(world: World, call: Call): Reply {
  const chosen = find(world.state, call);
  const userId = idParam(call, 'userId');
  if (chosen.userId !== userId) throw recordNotFound();
  makeDefault(world, chosen);
  const own = [...world.state.memberships.values()].filter(
    (membership) => membership.userId === userId,
  );
  const shown = own.map((membership) => presentMembership(world.state, call.origin, membership));
  return ok({
    organization_memberships: shown,
    next_page: null,
    previous_page: null,
    count: shown.length,
  });
}

/** https://developer.zendesk.com/api-reference/ticketing/organizations/organization_memberships/#delete-membership */
export function deleteOrganizationMembership(world: World, call: Call): Reply {
  leaveOrganization(world, find(world.state, call));
  return noContent();
}

function isMember(state: State, userId: number, organizationId: number): boolean {
  return [...state.memberships.values()].some(
    (membership) => membership.userId === userId && membership.organizationId === organizationId,
  );
}

function find(state: State, call: Call): Membership {
  const membership = state.memberships.get(idParam(call));
  if (!membership) throw recordNotFound();
  return membership;
}
