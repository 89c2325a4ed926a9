import type { AccountName } from '../../domain/account';
import type { LiveOrganization } from '../../zendesk/members';
import type { Json } from '../kind';
import type { Difference, Origin } from '../plan';
import type { MemberChange } from './accounts-plan';
import type { LiveMembers } from './live';
import type { Wanted } from './wanted';

/**
 * One organization for each account somebody may enter. Its name is support's once it is there; that
 * nobody joins it by a domain and its members read nothing of each other's is not.
 */
export function planOrganizations(wanted: Wanted, live: LiveMembers): MemberChange[] {
  const accounts = new Set(wanted.people.flatMap((person) => person.accounts));
  const known = wanted.everyAccount.filter((account) => live.organizations.has(account));
  return [...new Set([...accounts, ...known])].sort().flatMap((account) => {
    const there = live.organizations.get(account);
    if (there) return close(account, there);
    return [create(account, wanted.organizations.has(account) ? 'drift' : 'ours', live)];
  });
}

function create(account: AccountName, origin: Origin, live: LiveMembers): MemberChange {
  const isTaken = live.namesakes.includes(account);
  const name = isTaken ? `${account} (VTEX)` : account;
  return {
    ...about(account),
    act: 'create',
    id: null,
    differences: [
      { path: 'external_id', live: null, desired: account, origin },
      { path: 'name', live: null, desired: name, origin },
    ],
    warnings: isTaken
      ? [`Another organization is called ${account}; it is left alone, and ours is "${name}".`]
      : [],
  };
}

function close(account: AccountName, there: LiveOrganization): MemberChange[] {
  const wishes: [path: string, live: Json, desired: Json][] = [
    ['domain_names', there.domainNames, []],
    ['shared_tickets', there.sharedTickets, false],
    ['shared_comments', there.sharedComments, false],
  ];
  const differences: Difference[] = wishes
    .filter(([, live, desired]) => JSON.stringify(live) !== JSON.stringify(desired))
    .map(([path, is, desired]) => ({ path, live: is, desired, origin: 'drift' }));
  if (differences.length === 0) return [];
  return [{ ...about(account), act: 'update', id: String(there.id), differences, warnings: [] }];
}

function about(account: AccountName) {
  return {
    kind: 'organizations',
    key: account,
    account,
    personId: null,
    needsAllow: false,
  } as const;
}
