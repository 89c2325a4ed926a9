import { memberIdsOf } from '../groups';
import { SOMEBODY, staffOf } from './condition-table';
import type { Occasion } from './occasion';

/**
 * @param field `notification_user` or `notification_group`
 * @param target whom the rule names
 * @returns who is told: nobody twice, and no one who is suspended
 */
export function recipientsOf(occasion: Occasion, field: string, target: string): number[] {
  const { state } = occasion;
  const wanted =
    field === 'notification_group' ? membersOf(occasion, target) : peopleOf(occasion, target);
  const live = wanted.filter((id) => state.users.get(id)?.suspended === false);
  return [...new Set(live)];
}

function membersOf({ state, ticket }: Occasion, target: string): number[] {
  return memberIdsOf(state, (target === 'group_id' ? ticket.groupId : Number(target)) ?? 0);
}

function peopleOf(occasion: Occasion, target: string): number[] {
  const { state, ticket } = occasion;
  if (target === 'requester_and_ccs') return [ticket.requesterId, ...ticket.emailCcIds];
  if (target === 'all_agents') return staffOf(state).map(({ id }) => id);
  const mean = SOMEBODY[target];
  const id = mean ? mean(occasion) : Number(target);
  return typeof id === 'number' ? [id] : [];
}
