import type { DesiredEntry } from '../desired-entry';
import type { Problem } from '../plan';
import { ACTION_CHECKS } from './actions';
import { AUTOMATION_CHECKS } from './automations';
import { toConfig, type Check, type Config } from './check';
import { CONDITION_CHECKS } from './conditions';
import { FIELD_CHECKS } from './fields';
import { FORM_CHECKS } from './forms';
import { LIMIT_CHECKS } from './limits';
import { LOOP_CHECKS } from './loops';
import { PORTAL_RULE_CHECKS } from './portal-rules';
import { REFERENCE_CHECKS } from './references';
import { TEXT_CHECKS } from './texts';
import { VIEW_CHECKS } from './views';
import { WEBHOOK_CHECKS } from './webhooks';

export const CHECKS: readonly Check[] = [
  ...REFERENCE_CHECKS,
  ...FIELD_CHECKS,
  ...FORM_CHECKS,
  ...WEBHOOK_CHECKS,
  ...CONDITION_CHECKS,
  ...ACTION_CHECKS,
  ...TEXT_CHECKS,
  ...LOOP_CHECKS,
  ...PORTAL_RULE_CHECKS,
  ...AUTOMATION_CHECKS,
  ...VIEW_CHECKS,
  ...LIMIT_CHECKS,
];

/**
 * Checks the files against Zendesk's rules and ours, without asking Zendesk.
 * @param entries what the files want
 * @param offer what the portal offers: its fields, forms and triggers must agree with it
 * @returns problems, any of which makes a plan unusable, and warnings
 */
export function preflight(
  entries: readonly DesiredEntry[],
  offer: Config['offer'],
): { problems: Problem[]; warnings: Problem[] } {
  const config = toConfig(entries, offer);
  const found = CHECKS.flatMap((check) =>
    check.find(config).map(({ entry, message }) => ({
      level: check.level,
      problem: { check: check.name, place: entry.place, message: `${entry.key}: ${message}` },
    })),
  );
  const of = (level: Check['level']) =>
    found.filter((one) => one.level === level).map(({ problem }) => problem);
  return { problems: of('problem'), warnings: of('warning') };
}
