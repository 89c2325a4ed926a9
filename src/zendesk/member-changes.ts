import type { AccountName } from '../domain/account';
import type { Locale } from '../domain/locale';
import { AppError } from '../errors';
import { saysAlreadyThere } from './already-there';
import type { LiveMembership } from './members';
import { readShape } from './read-body';
import type { Transport } from './transport';
import { ZENDESK_LOCALE } from './users';
import { organizationBody } from './wire/organization';
import { userBody } from './wire/user';

/** Of a person, what is ours to say; `email` null while the address is somebody else's there. */
export interface NewUser {
  readonly externalId: string;
  readonly name: string;
  readonly email: string | null;
  readonly locale: Locale;
  readonly isVerified: boolean;
}

export type ChangedUser = Partial<Pick<NewUser, 'name' | 'email' | 'locale' | 'isVerified'>>;

export type ZendeskMemberChanges = ReturnType<typeof bindMemberChanges>;

/**
 * Changes of users, organizations and memberships, one by one, in the last lane. Every function
 * throws what the transport throws.
 */
export function bindMemberChanges({ transport, origin }: { transport: Transport; origin: string }) {
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const { json } = await transport.send({
      lane: 'sync',
      method,
      url: `${origin}/api/v2/${path}`,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    return json;
  };

  /**
   * By external id, never by name: an organization that merely has the account's name is somebody
   * else's, and ours then gets a name of its own. Nobody joins it by the domain of an address, and
   * its members read nothing of each other's in Zendesk: the portal decides who reads what.
   * Repeating it changes nothing.
   * https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/#create-or-update-organization
   */
  async function createOrganization(account: AccountName): Promise<number> {
    const create = async (name: string) => {
      const organization = { external_id: account, name, ...CLOSED };
      const json = await call('POST', 'organizations/create_or_update', { organization });
      return readShape(organizationBody, json, 'an organization').organization.id;
    };
    try {
      return await create(account);
    } catch (thrown) {
      if (!saysAlreadyThere(thrown)) throw thrown;
      return create(`${account} (VTEX)`);
    }
  }

  /** Five times a minute for one organization. */
  async function closeOrganization(id: number): Promise<void> {
    await call('PUT', `organizations/${id}`, { organization: CLOSED });
  }

  /**
   * Never `create_or_update`: without an address that makes a second user, and with one it would
   * take over whoever has the address, an agent or a former owner. A second user with the same
   * external id is refused.
   * https://developer.zendesk.com/api-reference/ticketing/users/users/#create-user
   * @throws AppError `invalid` when the external id or the address is somebody's already
   */
  async function createUser(person: NewUser): Promise<number> {
    const user = {
      external_id: person.externalId,
      name: person.name,
      ...(person.email !== null && { email: person.email }),
      role: 'end-user',
      locale: ZENDESK_LOCALE[person.locale],
      verified: person.isVerified,
      // Zendesk mails nobody about it.
      skip_verify_email: true,
    };
    return readShape(userBody, await call('POST', 'users', { user }), 'a user').user.id;
  }

  /** Five times a minute for one user, once a second in all. */
  async function updateUser(id: number, changed: ChangedUser): Promise<void> {
    const user = {
      ...(changed.name !== undefined && { name: changed.name }),
      ...(changed.email && { email: changed.email, skip_verify_email: true }),
      ...(changed.locale !== undefined && { locale: ZENDESK_LOCALE[changed.locale] }),
      ...(changed.isVerified !== undefined && { verified: changed.isVerified }),
    };
    await call('PUT', `users/${id}`, { user });
  }

  /**
   * A member already is no error. https://developer.zendesk.com/api-reference/ticketing/organizations/organization_memberships/#create-membership
   * @throws AppError `forbidden` (details.reason `one_organization`) where the plan allows a user
   *   one organization only
   */
  async function join(
    userId: number,
    organizationId: number,
    { isFirst }: { isFirst: boolean },
  ): Promise<void> {
    const membership = { user_id: userId, organization_id: organizationId };
    try {
      await call('POST', 'organization_memberships', { organization_membership: membership });
    } catch (thrown) {
      if (saysAlreadyThere(thrown)) return;
      const status = thrown instanceof AppError ? thrown.details['status'] : undefined;
      const isLimited = status === 403 || (status === 422 && !namesSomethingGone(thrown));
      if (isFirst || !isLimited) throw thrown;
      throw new AppError('forbidden', ONE_ORGANIZATION, {
        cause: thrown,
        details: { reason: 'one_organization' },
      });
    }
  }

  /** https://developer.zendesk.com/api-reference/ticketing/organizations/organization_memberships/#set-membership-as-default */
  async function makeDefault({ id, userId }: LiveMembership): Promise<void> {
    await call('PUT', `users/${userId}/organization_memberships/${id}/make_default`);
  }

  /**
   * The user stays, and so do their tickets; those not yet closed lose the organization, in a job a
   * little later. One that is gone already is no error.
   * https://developer.zendesk.com/api-reference/ticketing/organizations/organization_memberships/#delete-membership
   */
  async function leave(membershipId: number): Promise<void> {
    try {
      await call('DELETE', `organization_memberships/${membershipId}`);
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'not_found') throw thrown;
    }
  }

  return {
    createOrganization,
    closeOrganization,
    createUser,
    updateUser,
    join,
    makeDefault,
    leave,
  };
}

/** What an organization of ours must be, whatever else support makes of it. */
const CLOSED = { domain_names: [], shared_tickets: false, shared_comments: false } as const;

/** A user or an organization that was deleted meanwhile; it is told as invalid. */
function namesSomethingGone(thrown: unknown): boolean {
  const details = thrown instanceof AppError ? thrown.details['details'] : undefined;
  return /(user|organization): is invalid/i.test(JSON.stringify(details ?? null));
}

const ONE_ORGANIZATION =
  "This Zendesk's plan lets a user belong to one organization only, so further memberships were " +
  'left out; what these people send by e-mail lands in their default organization.';
