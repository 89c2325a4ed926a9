import type { AccountName } from '../../domain/account';
import type { Difference } from '../plan';

/** In the order they are made. */
export type MemberKind = 'organizations' | 'users' | 'memberships';

/** One thing to make, change or take away. */
export interface MemberChange {
  readonly kind: MemberKind;
  /** An account, an address, or `account/address`. */
  readonly key: string;
  readonly act: 'create' | 'update' | 'delete';
  /** Null for what is not there yet. */
  readonly id: string | null;
  /** Null for a user. */
  readonly account: AccountName | null;
  /** Null for an organization. */
  readonly personId: string | null;
  readonly differences: readonly Difference[];
  /** What it would touch, one sentence each. */
  readonly warnings: readonly string[];
  /** Must be named with `--allow KEY` first. */
  readonly needsAllow: boolean;
}

/** What would be done to organizations, users and memberships, as a value. */
export interface MembersPlan {
  readonly environment: string;
  /** Of everything of ours that is there: an apply refuses when it has moved. */
  readonly fingerprint: string;
  /** In the order they are applied. */
  readonly changes: readonly MemberChange[];
  /** Not done before an operator names their key. */
  readonly heldBack: readonly MemberChange[];
  /** Accounts that would lose so many people that somebody must have said so. */
  readonly stopped: readonly AccountName[];
  readonly warnings: readonly string[];
  /** How many things of each kind are there that we leave alone. */
  readonly unmanaged: Readonly<Record<MemberKind, number>>;
}

/** @returns what `--allow` names: nobody is in an account twice */
export function memberKey(email: string, account: AccountName): string {
  return `${account}/${email}`;
}
