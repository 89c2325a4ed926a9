import { toAccountName, type AccountName } from '../domain/account';
import { saysAlreadyThere } from './already-there';
import type { ClientFor } from './client';
import { inHundreds } from './in-hundreds';
import { readShape } from './read-body';
import { organizationBody, organizationListBody } from './wire/organization';

export interface OrganizationName {
  readonly id: number;
  readonly account: AccountName | null;
  readonly name: string;
}

export type ZendeskOrganizations = ReturnType<typeof bindOrganizations>;

/** One organization per VTEX account. https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/ */
export function bindOrganizations({ clientFor }: { clientFor: ClientFor }) {
  /**
   * Creates or finds the account's organization by its external id. An organization that merely
   * has the account's name may be somebody else's, and its members may read each other's tickets:
   * it is left alone and ours gets a name of its own.
   * @returns Zendesk's id of the organization
   */
  async function provision(account: AccountName): Promise<number> {
    try {
      return await createOrUpdate(account, account);
    } catch (thrown) {
      if (!saysAlreadyThere(thrown)) throw thrown;
      return createOrUpdate(account, `${account} (VTEX)`);
    }
  }

  /** @returns those of the organizations that exist */
  async function find(ids: readonly number[]): Promise<OrganizationName[]> {
    const found: OrganizationName[] = [];
    for (const hundred of inHundreds(ids)) {
      const { organizations } = clientFor({ lane: 'mirror', joins: true });
      const pages: unknown[] = await organizations.showMany(hundred);
      for (const page of pages) {
        const body = readShape(organizationListBody, page, 'a list of organizations');
        for (const { id, name, external_id: externalId } of body.organizations) {
          found.push({ id, name, account: toAccountName(externalId ?? '') ?? null });
        }
      }
    }
    return found;
  }

  /** https://developer.zendesk.com/api-reference/ticketing/organizations/organization_memberships/#create-membership */
  async function addMember(userId: number, organizationId: number): Promise<void> {
    const { organizationmemberships } = clientFor({ lane: 'write' });
    try {
      const membership = { user_id: userId, organization_id: organizationId };
      await organizationmemberships.create(membership);
    } catch (thrown) {
      if (!saysAlreadyThere(thrown)) throw thrown;
    }
  }

  async function createOrUpdate(account: AccountName, name: string): Promise<number> {
    const { organizations } = clientFor({ lane: 'write' });
    const { result } = await organizations.createOrUpdate({
      organization: { external_id: account, name },
    });
    return readShape(organizationBody, result, 'an organization').organization.id;
  }

  return { provision, find, addMember };
}
