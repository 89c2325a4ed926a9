import { stable } from '../stable';
import { textOf } from '../json-parts';
import { each, type Check } from './check';
import { contradiction } from './contradiction';
import { TIME_FIELDS } from './definitions';
import { effectsOf, isAwake, toRule, type Condition } from './rule';

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/automations/ */
const TICKET_FIELDS = ['status', 'type', 'group_id', 'assignee_id', 'requester_id'];
const isTime = ({ field }: Condition) => TIME_FIELDS.includes(field);

const timeCondition = rule('automation-time', ({ all, any }) => [
  ...(all.some(isTime) ? [] : ['all needs a condition on hours.']),
  ...any.filter(isTime).map(({ field }) => `${field} may stand in all only.`),
  ...all
    .filter((one) => isTime(one) && !/^\d+$/.test(textOf(one.value)))
    .map(({ field, value }) => `${field} counts whole hours, not ${textOf(value)}.`),
]);

const ticketCondition = rule('automation-ticket-condition', ({ all }) =>
  all.some(({ field }) => TICKET_FIELDS.includes(field))
    ? []
    : [`all needs a condition on one of ${TICKET_FIELDS.join(', ')}.`],
);

/** An automation looks at every ticket each hour: something must make it stop. */
const stops = rule('automation-never-stops', ({ all, actions }) => {
  const isOnce = all.some(
    (one) => isTime(one) && one.operator.replace('_business_hours', '') === 'is',
  );
  const effects = effectsOf(actions);
  const ends = effects.some(
    (effect) =>
      contradiction([...all.filter(({ field }) => field === effect.field), effect]) !== undefined,
  );
  return isOnce || ends
    ? []
    : ['It would fire every hour: none of its actions ends its conditions.'];
});

const mayMiss = each('automation-may-miss', 'warning', ['automations'], (entry) =>
  toRule(entry)
    .all.filter((one) => isTime(one) && one.operator.replace('_business_hours', '') === 'is')
    .map(({ field }) => `${field} is an exact hour, which a busy run of automations may miss.`),
);

const unique: Check = {
  name: 'automation-unique',
  level: 'problem',
  find: ({ of }) => {
    const seen = new Map<string, string>();
    return of('automations')
      .filter((entry) => isAwake(entry) && !entry.isGuard)
      .flatMap((entry) => {
        const { all, any, actions } = toRule(entry);
        const id = stable([all.map(stable).sort(), any.map(stable).sort(), actions]);
        const before = seen.get(id);
        seen.set(id, before ?? entry.key);
        return before === undefined ? [] : [{ entry, message: `It does the same as ${before}.` }];
      });
  },
};

export const AUTOMATION_CHECKS: readonly Check[] = [
  timeCondition,
  ticketCondition,
  stops,
  mayMiss,
  unique,
];

function rule(
  name: string,
  messages: (rule: ReturnType<typeof toRule>) => readonly string[],
): Check {
  return each(name, 'problem', ['automations'], (entry) =>
    entry.isGuard ? [] : messages(toRule(entry)),
  );
}
