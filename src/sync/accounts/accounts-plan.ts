import type { AccountName } from '../../domain/account';
import type { Change, Plan } from '../plan';

/** In the order they are made. */
export type MemberKind = 'organizations' | 'users' | 'memberships';

export interface MemberChange extends Change<MemberKind> {
  /** Null for a user. */
  readonly account: AccountName | null;
  /** Null for an organization. */
  readonly personId: string | null;
}

/** What would be done to organizations, users and memberships, as a value. */
export interface MembersPlan extends Plan<MemberKind> {
  readonly changes: readonly MemberChange[];
  /** Not done before an operator names their key. */
  readonly heldBack: readonly MemberChange[];
  /** Accounts that would lose so many people that somebody must have said so. */
  readonly stopped: readonly AccountName[];
}

/** @returns what `--allow` names: nobody is in an account twice */
export function memberKey(email: string, account: AccountName): string {
  return `${account}/${email}`;
}
