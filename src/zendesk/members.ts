import { cursorPages } from './cursor-pages';
import { isSupport } from './comment-mapping';
import { inHundreds } from './in-hundreds';
import { readShape } from './read-body';
import type { Transport } from './transport';
import { organizationListBody, type WireOrganization } from './wire/organization';
import { organizationMembershipListBody } from './wire/organization-membership';
import { userListBody, type WireUser } from './wire/user';

export interface LiveOrganization {
  readonly id: number;
  readonly name: string;
  readonly externalId: string | null;
  /** Whoever writes from one of these becomes a member without anybody's word. */
  readonly domainNames: readonly string[];
  readonly sharedTickets: boolean;
  readonly sharedComments: boolean;
}

export interface LiveUser {
  readonly id: number;
  readonly name: string;
  readonly externalId: string | null;
  /** The main one; Zendesk's lists keep further addresses to themselves. */
  readonly email: string | null;
  /** Such as `pt-BR`. */
  readonly locale: string | null;
  readonly isSupport: boolean;
  readonly isVerified: boolean;
  readonly isSuspended: boolean;
}

export interface LiveMembership {
  readonly id: number;
  readonly userId: number;
  readonly organizationId: number;
  readonly isDefault: boolean;
}

export type ZendeskMembers = ReturnType<typeof bindMembers>;

/**
 * Everybody's users, organizations and memberships, read as a whole, in the last lane.
 * Every function throws what the transport throws.
 */
export function bindMembers(deps: { transport: Transport; origin: string }) {
  const { transport, origin } = deps;

  const get = async (path: string): Promise<unknown> =>
    (await transport.send({ lane: 'sync', method: 'GET', url: `${origin}/api/v2/${path}` })).json;
  const pages = <Shape>(path: string, shape: Parameters<typeof readShape<Shape>>[0]) =>
    cursorPages<Shape>(deps, { lane: 'sync', path, shape, what: path });

  /** https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/#list-organizations */
  async function* organizations(): AsyncGenerator<LiveOrganization> {
    for await (const page of pages('organizations', organizationListBody)) {
      yield* page.organizations.map(toOrganization);
    }
  }

  /**
   * Agents too, since an address may be one's; deleted people not.
   * https://developer.zendesk.com/api-reference/ticketing/users/users/#list-users
   */
  async function* users(): AsyncGenerator<LiveUser> {
    for await (const page of pages('users', userListBody)) yield* page.users.flatMap(toUser);
  }

  /** https://developer.zendesk.com/api-reference/ticketing/organizations/organization_memberships/#list-memberships */
  async function* memberships(): AsyncGenerator<LiveMembership> {
    for await (const page of pages('organization_memberships', organizationMembershipListBody)) {
      yield* page.organization_memberships.map((wire) => ({
        id: wire.id,
        userId: wire.user_id,
        organizationId: wire.organization_id,
        isDefault: wire.default ?? false,
      }));
    }
  }

  /** https://developer.zendesk.com/api-reference/ticketing/users/users/#show-many-users */
  async function usersByExternalIds(externalIds: readonly string[]): Promise<LiveUser[]> {
    const found: LiveUser[] = [];
    for (const hundred of inHundreds(externalIds)) {
      const list = hundred.map(encodeURIComponent).join(',');
      const json = await get(`users/show_many?external_ids=${list}`);
      found.push(...readShape(userListBody, json, 'a list of users').users.flatMap(toUser));
    }
    return found;
  }

  /**
   * Finds further addresses too, which no list shows; what was made within minutes it may miss.
   * https://developer.zendesk.com/api-reference/ticketing/users/users/#search-users
   */
  async function usersWithAddress(email: string): Promise<LiveUser[]> {
    const query = encodeURIComponent(`email:"${email.replaceAll('"', '')}"`);
    const json = await get(`users/search?query=${query}`);
    return readShape(userListBody, json, 'a list of users').users.flatMap(toUser);
  }

  async function membershipsOf(userId: number): Promise<LiveMembership[]> {
    const found: LiveMembership[] = [];
    const path = `users/${userId}/organization_memberships`;
    for await (const page of pages(path, organizationMembershipListBody)) {
      for (const wire of page.organization_memberships) {
        const { id, organization_id: organizationId } = wire;
        found.push({ id, userId, organizationId, isDefault: wire.default ?? false });
      }
    }
    return found;
  }

  return { organizations, users, memberships, membershipsOf, usersByExternalIds, usersWithAddress };
}

function toOrganization(wire: WireOrganization): LiveOrganization {
  return {
    id: wire.id,
    name: wire.name,
    externalId: wire.external_id?.toLowerCase() || null,
    domainNames: wire.domain_names ?? [],
    sharedTickets: wire.shared_tickets ?? false,
    sharedComments: wire.shared_comments ?? false,
  };
}

/** Whoever was deleted or merged still shows up in some answers: they are nobody. */
function toUser(wire: WireUser): LiveUser[] {
  if (wire.active === false) return [];
  return [
    {
      id: wire.id,
      name: wire.name,
      // Zendesk compares both without regard to case, and may change it.
      externalId: wire.external_id?.toLowerCase() || null,
      email: wire.email?.toLowerCase() || null,
      locale: wire.locale ?? null,
      isSupport: isSupport(wire.role) ?? true,
      isVerified: wire.verified ?? false,
      isSuspended: wire.suspended ?? false,
    },
  ];
}
