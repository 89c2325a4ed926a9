import type { AccountName } from '../../domain/account';
import { AppError, toAppError } from '../../errors';
import type { ChangedUser, ZendeskMemberChanges } from '../../zendesk/member-changes';
import type { LiveMembership, ZendeskMembers } from '../../zendesk/members';
import type { MemberChange } from './accounts-plan';
import type { LiveMembers } from './live';
import { patiently } from './patience';
import type { Memory, Wanted, WantedPerson } from './wanted';

export type CarryOutDeps = {
  members: Pick<ZendeskMembers, 'membershipsOf' | 'usersByExternalIds'> & ZendeskMemberChanges;
  memory: Memory;
  wait: (seconds: number) => Promise<void>;
};

/** Zendesk's ids of our accounts and people; they grow while things are made. */
export interface KnownIds {
  readonly organizations: Map<AccountName, number>;
  readonly users: Map<string, number>;
  /** Zendesk's ids of users who are members of something. */
  readonly members: Set<number>;
}

/** @returns the ids of what is there already */
export function knownIds(live: LiveMembers): KnownIds {
  const ids = <Key>(map: ReadonlyMap<Key, { id: number }>) =>
    new Map([...map].map(([key, { id }]) => [key, id]));
  return {
    organizations: ids(live.organizations),
    users: ids(live.users),
    members: new Set([...live.memberships.map(({ userId }) => userId), ...live.defaults.keys()]),
  };
}

/** Each change may be made twice: what is there already is found, what is gone stays gone. */
export function createCarryOut(deps: CarryOutDeps, wanted: Wanted, ids: KnownIds) {
  const { members, memory } = deps;
  const people = new Map(wanted.people.map((person) => [person.id, person]));

  async function organization({ act, account, id }: MemberChange): Promise<void> {
    const name = account!;
    if (act === 'update') {
      return patiently(deps, () => members.closeOrganization(Number(id)));
    }
    const made = await patiently(deps, () => members.createOrganization(name));
    ids.organizations.set(name, made);
    await memory.rememberOrganization(name, made);
  }

  async function user({ act, id, personId, differences }: MemberChange): Promise<void> {
    const person = people.get(personId!)!;
    if (act === 'create') {
      const sentEmail = differences.find(({ path }) => path === 'email')?.desired;
      return create(person, typeof sentEmail === 'string' ? sentEmail : null);
    }
    const paths = new Set(differences.map(({ path }) => path));
    const changed: ChangedUser = {
      ...(paths.has('name') && { name: person.name }),
      ...(paths.has('locale') && { locale: person.locale }),
      ...(paths.has('email') && { email: person.email }),
      ...(paths.has('verified') && { isVerified: true }),
    };
    await patiently(deps, () => members.updateUser(Number(id), changed));
    const known = wanted.users.get(person.id);
    const sentEmail = changed.email ?? known?.email ?? null;
    if (known) await memory.rememberUser({ ...person, sentEmail }, Number(id));
  }

  async function create(person: WantedPerson, email: string | null): Promise<void> {
    const { id: externalId, name, locale, isProved: isVerified } = person;
    const made = await patiently(deps, async () => {
      try {
        return await members.createUser({ externalId, name, locale, email, isVerified });
      } catch (thrown) {
        return await foundInstead(externalId, email, toAppError(thrown));
      }
    });
    ids.users.set(externalId, made);
    await memory.forgetUser(externalId);
    // Not remembered before they have proved the address: the portal then says so to Zendesk.
    if (isVerified) await memory.rememberUser({ ...person, sentEmail: email }, made);
  }

  /** Somebody else, or a try of ours without an answer, may have made the user. */
  async function foundInstead(
    externalId: string,
    email: string | null,
    error: AppError,
  ): Promise<number> {
    if (error.code !== 'invalid' && error.code !== 'unavailable') throw error;
    const [found] = await members.usersByExternalIds([externalId]);
    if (found) return found.id;
    if (error.code === 'unavailable' || email === null) throw error;
    throw new AppError('conflict', `${email} is a further address of a user without our id.`, {
      cause: error,
    });
  }

  async function membership(change: MemberChange): Promise<void> {
    const { act, id, personId } = change;
    const account = change.account!;
    if (act === 'delete') {
      await patiently(deps, () => members.leave(Number(id)));
      return memory.forgetMember(personId!, account);
    }
    const userId = ids.users.get(personId!);
    const organizationId = ids.organizations.get(account);
    if (userId === undefined || organizationId === undefined) {
      throw new AppError('conflict', 'Its user or its organization could not be made.');
    }
    if (act === 'update') return makeDefault(userId, organizationId);
    const isFirst = !ids.members.has(userId);
    await patiently(deps, () => members.join(userId, organizationId, { isFirst }));
    ids.members.add(userId);
    await memory.rememberMember(personId!, account);
  }

  async function makeDefault(userId: number, organizationId: number): Promise<void> {
    const all: LiveMembership[] = await patiently(deps, () => members.membershipsOf(userId));
    const chosen = all.find((each) => each.organizationId === organizationId);
    if (!chosen) throw new AppError('conflict', 'They are not a member of it.');
    if (!chosen.isDefault) await patiently(deps, () => members.makeDefault(chosen));
  }

  return { organizations: organization, users: user, memberships: membership };
}
