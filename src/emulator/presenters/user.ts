import { LOCALES } from '../locales';
import type { Membership, Organization, User } from '../records';
import type { State } from '../state';

/** https://developer.zendesk.com/api-reference/ticketing/users/users/#json-format */
export function presentUser(state: State, origin: string, user: User) {
  return {
    id: user.id,
    url: `${origin}/api/v2/users/${user.id}.json`,
    name: user.name,
    email: user.email,
    created_at: user.createdAt,
    updated_at: user.updatedAt,
    time_zone: user.timeZone,
    iana_time_zone: 'Etc/UTC',
    phone: user.phone,
    shared_phone_number: null,
    photo: null,
    locale_id: user.localeId,
    locale: LOCALES.find(({ id }) => id === user.localeId)?.locale ?? 'en-US',
    organization_id: defaultOrganizationId(state, user.id),
    role: user.role,
    verified: user.verified,
    external_id: user.externalId,
    tags: user.tags,
    alias: null,
    active: !user.deleted,
    shared: false,
    shared_agent: false,
    last_login_at: null,
    two_factor_auth_enabled: null,
    signature: null,
    details: user.details,
    notes: user.notes,
    role_type: user.role === 'end-user' ? null : 4,
    custom_role_id: null,
    moderator: user.role === 'admin',
    ticket_restriction: user.role === 'end-user' ? (user.ticketRestriction ?? 'requested') : null,
    only_private_comments: false,
    restricted_agent: user.role !== 'admin',
    suspended: user.suspended,
    default_group_id: user.defaultGroupId,
    report_csv: user.role === 'admin',
    user_fields: user.userFields,
  };
}

/** What an end user is shown of people: enough to name them. */
export function presentUserToEndUser(origin: string, user: User) {
  return {
    id: user.id,
    url: `${origin}/api/v2/end_users/${user.id}.json`,
    name: user.name,
    photo: null,
    agent: user.role !== 'end-user',
  };
}

/** https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/#json-format */
export function presentOrganization(origin: string, organization: Organization) {
  return {
    url: `${origin}/api/v2/organizations/${organization.id}.json`,
    id: organization.id,
    name: organization.name,
    shared_tickets: organization.sharedTickets,
    shared_comments: organization.sharedComments,
    external_id: organization.externalId,
    created_at: organization.createdAt,
    updated_at: organization.updatedAt,
    domain_names: organization.domainNames,
    details: organization.details,
    notes: organization.notes,
    group_id: organization.groupId,
    tags: organization.tags,
    organization_fields: organization.organizationFields,
  };
}

/** https://developer.zendesk.com/api-reference/ticketing/organizations/organization_memberships/#json-format */
export function presentMembership(state: State, origin: string, membership: Membership) {
  return {
    url: `${origin}/api/v2/organization_memberships/${membership.id}.json`,
    id: membership.id,
    user_id: membership.userId,
    organization_id: membership.organizationId,
    default: membership.isDefault,
    created_at: membership.createdAt,
    updated_at: membership.updatedAt,
    organization_name: state.organizations.get(membership.organizationId)?.name ?? null,
    view_tickets: null,
  };
}

/** @returns the organization a person's tickets belong to unless they say otherwise */
export function defaultOrganizationId(state: State, userId: number): number | null {
  const own = [...state.memberships.values()].filter((membership) => membership.userId === userId);
  return own.find(({ isDefault }) => isDefault)?.organizationId ?? null;
}
