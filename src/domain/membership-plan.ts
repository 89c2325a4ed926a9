import type { AccountName } from './account';
import type { AccessSource, ListedMember, ListSource, MemberList } from './membership';

/** One row of our access table. */
export interface HeldAccess {
  readonly personId: string;
  readonly email: string;
  readonly account: AccountName;
  readonly source: AccessSource;
}

/** What we hold of one account: every row of whatever source, and the source's ids by address. */
export interface HeldMembership {
  readonly access: readonly HeldAccess[];
  readonly sourceIds: ReadonlyMap<string, string>;
}

/** What following one source's list of an account would change. */
export interface MembershipPlan {
  readonly account: AccountName;
  readonly source: ListSource;
  /** How many people may enter now. */
  readonly peopleNow: number;
  /** Let in by this source from now on; `enters` when nothing else lets them in already. */
  readonly joins: readonly { readonly member: ListedMember; readonly enters: boolean }[];
  /** Let in by this source no longer; `stays` names what else lets them in. */
  readonly leaves: readonly {
    readonly held: HeldAccess;
    readonly stays: readonly AccessSource[];
  }[];
  /** Addresses that stand for another person in the source than they did before. */
  readonly changedHands: readonly string[];
}

/** Of an account's people; beyond it a list is taken for a mistake until somebody says otherwise. */
export const LARGEST_REMOVAL = 0.2;

/**
 * Compares one list with what we hold. A source takes away only what it gave. Where the source has
 * an id for each person, an address under another id than before is not let in: what its former
 * owner has here would open to the new one.
 */
export function planMembership(
  source: ListSource,
  { account, members }: MemberList,
  { access, sourceIds }: HeldMembership,
): MembershipPlan {
  const sources = new Map<string, AccessSource[]>();
  for (const { email, source: by } of access) {
    sources.set(email, [...(sources.get(email) ?? []), by]);
  }
  const changedHands = members
    .filter(({ email, sourceId }) => {
      const known = sourceIds.get(email);
      return sourceId !== null && known !== undefined && known !== sourceId;
    })
    .map(({ email }) => email);
  const kept = new Set(members.map(({ email }) => email));
  for (const email of changedHands) kept.delete(email);
  return {
    account,
    source,
    peopleNow: sources.size,
    joins: members
      .filter(({ email }) => kept.has(email) && !sources.get(email)?.includes(source))
      .map((member) => ({ member, enters: !sources.has(member.email) })),
    leaves: access
      .filter((row) => row.source === source && !kept.has(row.email))
      .map((held) => ({
        held,
        stays: (sources.get(held.email) ?? []).filter((other) => other !== source),
      })),
    changedHands,
  };
}

/** @returns how many people could not enter the account any more */
export function countLosing({ leaves }: MembershipPlan): number {
  return leaves.filter(({ stays }) => stays.length === 0).length;
}

/** @returns whether the plan takes so many people away that somebody must have said so */
export function removesTooMany(plan: MembershipPlan): boolean {
  return countLosing(plan) > plan.peopleNow * LARGEST_REMOVAL;
}

/** @returns whether carrying the plan out would change anything */
export function hasChanges({ joins, leaves }: MembershipPlan): boolean {
  return joins.length + leaves.length > 0;
}
