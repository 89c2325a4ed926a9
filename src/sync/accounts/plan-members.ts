import { createHash } from 'node:crypto';
import type { AccountName } from '../../domain/account';
import { LARGEST_REMOVAL } from '../../domain/membership-plan';
import type { MemberChange, MembersPlan } from './accounts-plan';
import type { LiveMembers } from './live';
import { planMemberships } from './plan-memberships';
import { planOrganizations } from './plan-organizations';
import { planUsers } from './plan-users';
import type { Wanted } from './wanted';

/** What an operator has said yes to. */
export interface Allowed {
  /** Keys of changes that need it. */
  readonly keys: readonly string[];
  /** Accounts that may lose many people. */
  readonly removals: readonly AccountName[];
}

/**
 * Compares what we want with what is there.
 * @returns organizations first, then users, then who joins, whose default moves, who leaves
 */
export function planMembers(
  { environment, allowed }: { environment: string; allowed: Allowed },
  wanted: Wanted,
  live: LiveMembers,
): MembersPlan {
  const users = planUsers(wanted, live);
  const memberships = planMemberships(wanted, live, users.leftAlone);
  const all = [...planOrganizations(wanted, live), ...users.changes, ...memberships.changes];
  const isHeldBack = ({ needsAllow, key }: MemberChange) =>
    needsAllow && !allowed.keys.includes(key);
  const changes = all.filter((change) => !isHeldBack(change));
  return {
    environment,
    fingerprint: fingerprintOf(live),
    changes,
    heldBack: all.filter(isHeldBack),
    stopped: losingTooMany(changes, memberships.membersNow).filter(
      (account) => !allowed.removals.includes(account),
    ),
    warnings: [...users.warnings, ...memberships.warnings],
    unmanaged: { ...live.unmanaged, memberships: memberships.unmanaged },
  };
}

/** One person leaving is no accident, however small the account. */
function losingTooMany(
  changes: readonly MemberChange[],
  membersNow: ReadonlyMap<AccountName, number>,
): AccountName[] {
  const leaving = new Map<AccountName, number>();
  for (const { act, account } of changes) {
    if (act === 'delete' && account !== null) leaving.set(account, (leaving.get(account) ?? 0) + 1);
  }
  return [...leaving]
    .filter(([account, count]) => {
      const now = membersNow.get(account) ?? 0;
      return count > 1 && count > now * LARGEST_REMOVAL;
    })
    .map(([account]) => account)
    .sort();
}

/** Of everything of ours there, so that a plan is carried out on what it was made for or not at all. */
function fingerprintOf({ organizations, users, holders, memberships }: LiveMembers): string {
  const lists = [organizations.values(), users.values(), holders.values(), memberships];
  const digest = createHash('sha256');
  for (const list of lists) {
    digest.update(JSON.stringify([...list].sort((one, other) => one.id - other.id)));
  }
  return digest.digest('hex');
}
