import { AppError } from '../errors';
import type { Attributes } from './kind';
import type { Change } from './plan';

/** One call or two to Zendesk, in the order they are made. */
export interface Step {
  readonly change: Change;
  readonly act: Change['act'];
  /** References by name; empty for `deactivate` (which sends the kind's SLEEP attribute) and `delete`. */
  readonly write: Attributes;
}

/**
 * @returns the plan's changes as steps in order: what is made or changed; orders; rules put to
 *   sleep; second writes; the rest put to sleep; deletions. A create's second write is an `update`
 *   of the same key, whose id is by then in the lock.
 */
export function toSteps(changes: readonly Change[]): Step[] {
  void changes;
  throw new AppError('internal', 'not written yet');
}
