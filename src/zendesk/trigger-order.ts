import { AppError } from '../errors';
import type { ConfigurationCall } from './configuration-call';
import { readShape } from './read-body';
import { triggerJobBody } from './wire/trigger-category';

/** A trigger where it is to stand. */
export interface PlacedTrigger {
  readonly id: number;
  readonly categoryId: string;
  readonly position: number;
  readonly isActive: boolean;
}

/**
 * @returns a function that puts triggers in order
 * @see https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#reorder-triggers
 * @see https://developer.zendesk.com/api-reference/ticketing/business-rules/trigger_categories/#create-batch-job-for-trigger-categories
 */
export function bindTriggerOrder(call: ConfigurationCall) {
  /**
   * `triggers/reorder` wants every id of the account and works with one category only; elsewhere
   * the categories' own job moves some.
   * @param everything all triggers of the account, in the wanted order
   * @param moved those that change their place
   */
  return async function reorderTriggers(
    everything: readonly PlacedTrigger[],
    moved: readonly PlacedTrigger[],
  ): Promise<void> {
    const categories = new Set(everything.map(({ categoryId }) => categoryId));
    if (categories.size <= 1) {
      await call('PUT', 'triggers/reorder', { trigger_ids: everything.map(({ id }) => id) });
      return;
    }
    const triggers = moved.map(({ id, categoryId, position, isActive }) => ({
      id: String(id),
      ...{ category_id: categoryId, position, active: isActive },
    }));
    const job = { action: 'patch', items: { triggers } };
    const json = await call('POST', 'trigger_categories/jobs', { job });
    const { status, errors } = readShape(triggerJobBody, json, 'a job');
    if (status === 'complete') return;
    const told = JSON.stringify(errors ?? []).slice(0, 300);
    throw new AppError('invalid', `Zendesk did not reorder the triggers: ${told}`);
  };
}
