import { invalidEndpoint } from './errors';
import type { Plan } from './records';

/** What a plan may lack, and the first part of its addresses. */
const FEATURES: Record<string, keyof Plan> = {
  ticket_forms: 'ticketForms',
  dynamic_content: 'dynamicContent',
};

/**
 * What the account does not pay for is as if it did not exist.
 * @param path of the route, below `/api/v2`
 * Throws 404.
 */
export function refuseBeyondPlan(plan: Plan, path: string): void {
  const feature = FEATURES[path.split('/')[1] ?? ''];
  if (feature && !plan[feature]) throw invalidEndpoint();
}
