import type { AccountName } from '../../domain/account';
import type {
  LiveMembership,
  LiveOrganization,
  LiveUser,
  ZendeskMembers,
} from '../../zendesk/members';
import type { Wanted } from './wanted';

/** What Zendesk has of ours, and how much else is there. */
export interface LiveMembers {
  readonly organizations: ReadonlyMap<AccountName, LiveOrganization>;
  /** By our id of the person. */
  readonly users: ReadonlyMap<string, LiveUser>;
  /** Whoever has the address of one of our people, them or not. */
  readonly holders: ReadonlyMap<string, LiveUser>;
  /** Those in an organization of ours. */
  readonly memberships: readonly LiveMembership[];
  /** Of users of ours: the organization that what they send by e-mail lands in. */
  readonly defaults: ReadonlyMap<number, number>;
  readonly unmanaged: { readonly organizations: number; readonly users: number };
  /** Accounts whose name an organization of somebody else has. */
  readonly namesakes: readonly AccountName[];
}

type Deps = {
  members: Pick<
    ZendeskMembers,
    'organizations' | 'users' | 'memberships' | 'usersWithAddress' | 'usersByExternalIds'
  >;
};

/**
 * Reads the three lists, a hundred things a call, and keeps what is ours. By external id alone: a
 * name, a domain or a field of a ticket says nothing about whose something is.
 */
export async function readLive({ members }: Deps, wanted: Wanted): Promise<LiveMembers> {
  const accounts = new Set(wanted.everyAccount);
  const organizations = new Map<AccountName, LiveOrganization>();
  const namesakes: AccountName[] = [];
  const unmanaged = { organizations: 0, users: 0 };
  for await (const organization of members.organizations()) {
    const { externalId, name } = organization;
    if (externalId !== null && accounts.has(externalId)) {
      organizations.set(externalId, organization);
      continue;
    }
    unmanaged.organizations += 1;
    if (accounts.has(name.toLowerCase())) namesakes.push(name.toLowerCase());
  }

  const everyone = new Set(wanted.everyone);
  const addresses = new Set(wanted.people.map(({ email }) => email));
  const users = new Map<string, LiveUser>();
  const holders = new Map<string, LiveUser>();
  for await (const user of members.users()) {
    const { externalId, email, isSupport } = user;
    if (externalId !== null && everyone.has(externalId)) users.set(externalId, user);
    else if (!isSupport) unmanaged.users += 1;
    if (email !== null && addresses.has(email)) holders.set(email, user);
  }
  await findMerged({ members }, wanted, { users, holders });

  const ours = new Set([...organizations.values()].map(({ id }) => id));
  const ourUsers = new Set([...users.values()].map(({ id }) => id));
  const memberships: LiveMembership[] = [];
  const defaults = new Map<number, number>();
  for await (const membership of members.memberships()) {
    const { userId, organizationId, isDefault } = membership;
    if (ours.has(organizationId)) memberships.push(membership);
    if (isDefault && ourUsers.has(userId)) defaults.set(userId, organizationId);
  }
  return { organizations, users, holders, memberships, defaults, unmanaged, namesakes };
}

/**
 * Whoever we knew and no list shows was deleted, or merged into a user who has the address as a
 * further one since: only a search tells.
 */
async function findMerged(
  { members }: { members: Pick<ZendeskMembers, 'usersWithAddress'> },
  wanted: Wanted,
  { users, holders }: { users: ReadonlyMap<string, LiveUser>; holders: Map<string, LiveUser> },
): Promise<void> {
  for (const { id, email } of wanted.people) {
    if (!wanted.users.has(id) || users.has(id) || holders.has(email)) continue;
    const [holder] = await members.usersWithAddress(email);
    if (holder) holders.set(email, holder);
  }
}
