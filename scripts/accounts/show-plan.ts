import type { Kysely } from 'kysely';
import { countLosing, hasChanges, type MembershipPlan } from '../../src/domain/membership-plan';
import { strangers } from '../../src/storage/memberships';
import type { Schema } from '../../src/storage/schema';
import { say } from '../command';

/**
 * Says who gains (+) and who loses (-) an account, and whose access stays but changes its ground (~).
 * @param db tells who is new here
 */
export async function showPlan(db: Kysely<Schema>, plan: MembershipPlan): Promise<void> {
  const { account, source, joins, leaves, peopleNow } = plan;
  const entering = joins.filter(({ enters }) => enters);
  const losing = countLosing(plan);
  say(
    `${account}: ${peopleNow} people now, ${entering.length} gain it, ${losing} lose it` +
      (hasChanges(plan) ? '' : '; nothing to change'),
  );
  const unknown = await strangers(
    db,
    entering.map(({ member }) => member.email),
  );
  for (const { member, enters } of joins) {
    const stranger = unknown.get(member.email);
    const isNew = stranger?.formerly ? ' (new, not who had the address before)' : ' (new)';
    say(
      enters
        ? `  + ${member.email}${stranger ? isNew : ''}`
        : `  ~ ${member.email} may enter already; now ${source} says so too`,
    );
  }
  for (const { held, stays } of leaves) {
    say(
      stays.length > 0
        ? `  ~ ${held.email} may still enter, by ${stays.join(' and ')}, no longer by ${source}`
        : `  - ${held.email}`,
    );
  }
}

export function showTotals(plans: readonly MembershipPlan[], carriedOut: boolean): void {
  const gaining = plans.flatMap(({ joins }) => joins.filter(({ enters }) => enters)).length;
  const losing = plans.reduce((sum, plan) => sum + countLosing(plan), 0);
  if (!plans.some(hasChanges)) say('Everything is as it says.');
  else if (carriedOut) say(`Done: ${gaining} let in, ${losing} let go.`);
  else say(`Nothing was changed: ${gaining} to let in, ${losing} to let go. Add --yes to do it.`);
}
