import { each, type Check } from './check';
import { isAwake } from './rule';

/** Bytes of a rule. https://support.zendesk.com/hc/en-us/articles/4408886797466 */
const LARGEST_RULE = 65_000;
const MOST_ACTIVE = { triggers: 7_000, automations: 500 } as const;

const ruleSize = each('rule-size', 'problem', ['triggers', 'automations'], ({ attributes }) => {
  const bytes = Buffer.byteLength(JSON.stringify(attributes));
  return bytes < LARGEST_RULE ? [] : [`It is ${bytes} bytes long; Zendesk takes ${LARGEST_RULE}.`];
});

const ruleLimit: Check = {
  name: 'rule-limit',
  level: 'problem',
  find: ({ of }) =>
    (['triggers', 'automations'] as const).flatMap((kind) => {
      const most = MOST_ACTIVE[kind];
      const [first] = of(kind).filter(isAwake).slice(most);
      return first ? [{ entry: first, message: `Zendesk takes ${most} active ${kind}.` }] : [];
    }),
};

/** One line a feature: where the plan lacks it, a plan says so and goes on without. */
const FEATURES = [
  {
    of: (text: string, kind: string) => kind === 'ticket_forms' && text !== '',
    needs: 'Ticket forms need Suite Growth or Support Enterprise',
  },
  {
    of: (text: string) =>
      /_business_hours|"(in_business_hours|within_schedule|set_schedule|schedule_id|on_holiday)"/.test(
        text,
      ),
    needs: 'Business hours need Suite Growth or Support Professional',
  },
  {
    of: (text: string) => /"(until_)?sla_next_breach_at"/.test(text),
    needs: 'Service level agreements need Suite Growth or Support Professional',
  },
];

const planGated: Check = {
  name: 'plan-gated',
  level: 'warning',
  find: ({ entries }) =>
    FEATURES.flatMap(({ of, needs }) => {
      const entry = entries.find((one) => of(JSON.stringify(one.attributes), one.kind));
      return entry ? [{ entry, message: `${needs} or above.` }] : [];
    }),
};

export const LIMIT_CHECKS: readonly Check[] = [ruleSize, ruleLimit, planGated];
