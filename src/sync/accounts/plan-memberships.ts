import type { AccountName } from '../../domain/account';
import type { LiveMembership } from '../../zendesk/members';
import { memberKey, type MemberChange } from './accounts-plan';
import type { LiveMembers } from './live';
import type { FormerMember, Wanted, WantedPerson } from './wanted';

export interface PlannedMemberships {
  readonly changes: readonly MemberChange[];
  readonly warnings: readonly string[];
  /** Members of organizations of ours whom we never let in: left alone. */
  readonly unmanaged: number;
  /** How many members of ours each account's organization has now. */
  readonly membersNow: ReadonlyMap<AccountName, number>;
}

/**
 * A membership for each access, and none for an access that has ended. Only what we once gave is
 * taken away: each end leaves a tombstone, and a member without one came by somebody else's hand.
 * @param leftAlone our ids of people whose users are not ours to touch
 */
export function planMemberships(
  wanted: Wanted,
  live: LiveMembers,
  leftAlone: ReadonlySet<string>,
): PlannedMemberships {
  const accountOf = new Map([...live.organizations].map(([account, { id }]) => [id, account]));
  const personOf = new Map([...live.users].map(([id, user]) => [user.id, { id, user }]));
  const tombstones = new Map(
    wanted.former.map((former) => [placeOf(former.personId, former.account), former]),
  );
  const entitled = new Set(
    wanted.people.flatMap(({ id, accounts }) => accounts.map((account) => placeOf(id, account))),
  );
  const there = new Set<string>();
  const membersNow = new Map<AccountName, number>();
  const removals: MemberChange[] = [];
  let unmanaged = 0;
  for (const membership of live.memberships) {
    const account = accountOf.get(membership.organizationId) ?? '';
    const person = personOf.get(membership.userId);
    const place = placeOf(person?.id ?? '', account);
    const former = tombstones.get(place);
    const isOurs = person !== undefined && !person.user.isSupport;
    if (!isOurs || (!entitled.has(place) && !former)) {
      unmanaged += 1;
      continue;
    }
    there.add(place);
    membersNow.set(account, (membersNow.get(account) ?? 0) + 1);
    if (!entitled.has(place) && former) removals.push(remove(wanted, former, membership));
  }
  const joins: MemberChange[] = [];
  const defaults: MemberChange[] = [];
  const warnings: string[] = [];
  for (const person of wanted.people) {
    if (leftAlone.has(person.id)) continue;
    const missing = person.accounts.filter((account) => !there.has(placeOf(person.id, account)));
    joins.push(...missing.map((account) => join(wanted, person, account)));
    const user = live.users.get(person.id);
    const wish = user && defaultOf(person, live.defaults.get(user.id), { accountOf, there });
    if (wish === 'elsewhere') {
      warnings.push(
        `What ${person.email} sends by e-mail lands in an organization that is not ours.`,
      );
    } else if (wish) defaults.push(wish);
  }
  return { changes: [...joins, ...defaults, ...removals], warnings, unmanaged, membersNow };
}

function join(wanted: Wanted, person: WantedPerson, account: AccountName): MemberChange {
  const origin = wanted.isRemembered(person.id, account) ? 'drift' : 'ours';
  return {
    ...about(person.id, person.email, account),
    act: 'create',
    id: null,
    differences: [{ path: 'member', live: false, desired: true, origin }],
    warnings: [],
    needsAllow: false,
  };
}

/**
 * Tickets that are not closed yet lose their organization with it: the others of the account would
 * not see them any more, and who wrote them would see them again.
 */
function remove(
  wanted: Wanted,
  { personId, email, account }: FormerMember,
  { id, userId }: LiveMembership,
): MemberChange {
  const tickets = wanted.openTickets({ personId, userId }, account);
  const counted =
    tickets === null
      ? 'an unknown number of tickets (our copy of them is not whole yet)'
      : `${tickets} ${tickets === 1 ? 'ticket' : 'tickets'} not closed yet`;
  return {
    ...about(personId, email, account),
    act: 'delete',
    id: String(id),
    differences: [
      {
        path: 'member',
        live: true,
        desired: false,
        origin: wanted.isRemembered(personId, account) ? 'ours' : 'drift',
      },
    ],
    warnings: tickets === 0 ? [] : [`${counted} would lose the organization ${account}.`],
    needsAllow: tickets !== 0,
  };
}

/** The default decides where a person's e-mails land, so it must be an account they may enter. */
function defaultOf(
  person: WantedPerson,
  current: number | undefined,
  { accountOf, there }: { accountOf: ReadonlyMap<number, AccountName>; there: ReadonlySet<string> },
): MemberChange | 'elsewhere' | null {
  const account = current === undefined ? undefined : accountOf.get(current);
  if (current !== undefined && account === undefined) return 'elsewhere';
  if (account !== undefined && person.accounts.includes(account)) return null;
  const isMemberSomewhere =
    account !== undefined || person.accounts.some((each) => there.has(placeOf(person.id, each)));
  const [chosen] = person.accounts;
  // Somebody's first membership becomes their default by itself.
  if (!isMemberSomewhere || chosen === undefined) return null;
  return {
    ...about(person.id, person.email, chosen),
    act: 'update',
    id: null,
    differences: [{ path: 'default', live: account ?? null, desired: chosen, origin: 'ours' }],
    warnings: [],
    needsAllow: false,
  };
}

function about(personId: string, email: string, account: AccountName) {
  return { kind: 'memberships', key: memberKey(email, account), account, personId } as const;
}

function placeOf(personId: string, account: AccountName): string {
  return `${personId} ${account}`;
}
