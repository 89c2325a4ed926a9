import { listOf, membersOf } from '../json-parts';
import type { Attributes, Json } from '../kind';

/** A rule every account begins with, known by what it does: its title is in the account's language. */
interface StandardRule {
  readonly titles: readonly string[];
  readonly is: (rule: Attributes) => boolean;
}

/**
 * The ones that mail the requester, and the one that closes tickets, as accounts of different ages
 * have them. https://support.zendesk.com/hc/en-us/articles/4408828984346
 */
const STANDARD_RULES: readonly StandardRule[] = [
  {
    titles: [
      'Notify requester and CCs of received request',
      'Notify requester of received request',
    ],
    is: (rule) =>
      has(rule, 'update_type', 'Create') && !has(rule, 'role', 'agent') && mailsRequester(rule),
  },
  {
    titles: [
      'Notify requester of new proactive ticket',
      'Notify requester and CCs of new proactive ticket',
    ],
    is: (rule) =>
      has(rule, 'update_type', 'Create') && has(rule, 'role', 'agent') && mailsRequester(rule),
  },
  {
    titles: ['Notify requester and CCs of comment update', 'Notify requester of comment update'],
    is: (rule) =>
      has(rule, 'update_type', 'Change') &&
      has(rule, 'comment_is_public', 'true') &&
      mailsRequester(rule),
  },
  {
    titles: ['Close ticket 4 days after status is set to solved'],
    is: (rule) =>
      has(rule, 'status', 'solved') &&
      listOf(rule.all).some((one) => membersOf(one).field === 'SOLVED') &&
      listOf(rule.actions)
        .map(membersOf)
        .some(({ field, value }) => field === 'status' && value === 'closed'),
  },
];

/** @returns whether a rule does what the standard rule of that English title does; null for no such title */
export function doesAs(title: string, rule: Attributes): boolean | null {
  const standard = STANDARD_RULES.find(({ titles }) => titles.includes(title));
  return standard ? standard.is(rule) : null;
}

/** @returns all the English names a standard rule has had, for one of them */
export function namesOfStandard(title: string): readonly string[] {
  return STANDARD_RULES.find(({ titles }) => titles.includes(title))?.titles ?? [title];
}

function has({ all }: Attributes, field: string, value: string): boolean {
  return listOf(all)
    .map(membersOf)
    .some((one) => one.field === field && one.operator === 'is' && one.value === value);
}

function mailsRequester({ actions }: Attributes): boolean {
  return listOf(actions)
    .map(membersOf)
    .some(
      ({ field, value }) =>
        field === 'notification_user' && REQUESTER.includes(listOf(value)[0] ?? null),
    );
}

const REQUESTER: readonly Json[] = ['requester_id', 'requester_and_ccs'];
