import type { Kysely } from 'kysely';
import type { AccountName } from '../domain/account';
import type { ListSource, MemberList } from '../domain/membership';
import {
  countLosing,
  LARGEST_REMOVAL,
  planMembership,
  removesTooMany,
  type MembershipPlan,
} from '../domain/membership-plan';
import { AppError } from '../errors';
import type { ChangedBy } from '../storage/access-changes';
import { carryOut, heldMemberships, takeTurn } from '../storage/memberships';
import type { Schema } from '../storage/schema';

export type FollowMemberListsDeps = {
  db: Kysely<Schema>;
  by: ChangedBy;
  uuid: () => string;
};

/**
 * Compares a source's lists with who may enter, shows what that would change, and carries it out
 * when told to: all of the accounts in one transaction, or none.
 * @param options.show is given the plans before anything is changed
 * @returns the plans. Throws `conflict` when one takes away more than a fifth of an account's people
 *   and the account is not among `allowRemovals`, or would leave an account with nobody.
 */
export async function followMemberLists(
  { db, by, uuid }: FollowMemberListsDeps,
  source: ListSource,
  lists: readonly MemberList[],
  options: {
    carryOut: boolean;
    allowRemovals: readonly AccountName[];
    show?: (plans: readonly MembershipPlan[]) => Promise<void>;
  },
): Promise<readonly MembershipPlan[]> {
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const accounts = lists.map(({ account }) => account);
    const held = await heldMemberships(trx, source, accounts);
    const plans = lists.map((list) => planMembership(source, list, held.get(list.account)!));
    await options.show?.(plans);
    for (const plan of plans) refuseLargeRemoval(plan, options.allowRemovals);
    if (options.carryOut) for (const plan of plans) await carryOut(trx, plan, { by, uuid });
    return plans;
  });
}

function refuseLargeRemoval(plan: MembershipPlan, allowed: readonly AccountName[]): void {
  const { account, peopleNow, joins } = plan;
  const losing = countLosing(plan);
  if (losing === 0) return;
  if (losing === peopleNow && !joins.some(({ enters }) => enters)) {
    throw new AppError(
      'conflict',
      `${account}: nobody could enter any more. Nothing was changed; to close an account, remove or revoke its people one by one.`,
    );
  }
  if (!removesTooMany(plan) || allowed.includes(account)) return;
  throw new AppError(
    'conflict',
    `${account}: ${losing} of ${peopleNow} people would lose it, more than ${LARGEST_REMOVAL * 100} %. ` +
      `Nothing was changed; if that is right, add --allow-removals ${account}.`,
  );
}
