import { listOf, textOf } from '../json-parts';
import { each, type Check } from './check';
import { isAwake, toRule, type Condition, type Rule } from './rule';

const IMPACT = 'custom_fields_@{ticket_fields.impact_level}';

/** The priority the portal shows for an impact is the one Zendesk gives it, for every impact. */
const matrixGap: Check = {
  name: 'matrix-gap',
  level: 'problem',
  find: ({ of, offer }) => {
    const field = of('ticket_fields').find(({ key }) => key === 'impact_level');
    if (!field) return [];
    const rules = of('triggers').filter(isAwake).map(toRule);
    return offer.impactLevels.flatMap(({ key, priority }) => {
      const found = rules.filter(({ all }) => all.some((one) => isImpact(one, key)));
      const given = found.flatMap(priorityOf);
      const wrong = given.filter((one) => one !== priority);
      if (given.length === 0) {
        return [
          { entry: field, message: `No trigger gives impact ${key} its priority, ${priority}.` },
        ];
      }
      return wrong.map((one) => ({
        entry: found.find((rule) => priorityOf(rule).includes(one))?.entry ?? field,
        message: `Impact ${key} means ${priority} in the portal, and ${one} here.`,
      }));
    });
  },
};

/**
 * Our own integration writes what people say in the portal: a mail to the requester about it would
 * send them their own words.
 */
const mailToWriter = each('mail-to-end-users', 'problem', ['triggers'], (entry) => {
  const { all, actions } = toRule(entry);
  const isMail = actions.some(
    ({ field, value }) =>
      field === 'notification_user' &&
      ['requester_and_ccs', 'requester_id'].includes(textOf(listOf(value)[0])),
  );
  if (!isAwake(entry) || !isMail || all.some(sparesOurWrites)) return [];
  return [
    'It mails the requester about what the portal wrote for them; add "role is_not @{user.integration}" or "update_type is Create" to all.',
  ];
});

export const PORTAL_RULE_CHECKS: readonly Check[] = [matrixGap, mailToWriter];

function sparesOurWrites({ field, operator, value }: Condition): boolean {
  const isCreation = field === 'update_type' && operator === 'is' && value === 'Create';
  const isNotOurs = field === 'role' && operator === 'is_not' && value === '@{user.integration}';
  const isNotApi = field === 'current_via_id' && operator === 'is_not' && value === '5';
  return isCreation || isNotOurs || isNotApi;
}

function isImpact({ field, operator, value }: Condition, key: string): boolean {
  return field === IMPACT && operator === 'is' && value === `impact_${key}`;
}

function priorityOf({ actions }: Rule): string[] {
  return actions
    .filter(({ field }) => field === 'priority')
    .flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}
