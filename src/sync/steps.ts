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
 *   sleep, so that none works beside its successor; second writes; the rest put to sleep;
 *   deletions. A create's second write is an `update` of the same key, whose id is by then in the
 *   lock.
 */
export function toSteps(changes: readonly Change[]): Step[] {
  const first = changes.filter(({ act }) => act === 'create' || act === 'update');
  const orders = changes.filter(({ act }) => act === 'reorder');
  const sleeping = changes.filter(({ act }) => act === 'deactivate');
  const gone = changes.filter(({ act }) => act === 'delete');
  const isRule = ({ kind }: Change) => kind === 'triggers' || kind === 'automations';
  return [
    ...first.map((change) => step(change, change.act, change.writes[0])),
    ...orders.map((change) => step(change, 'reorder', change.writes[0])),
    ...sleeping.filter(isRule).map((change) => step(change, 'deactivate')),
    ...first.flatMap((change) =>
      change.writes.slice(1).map((write) => step(change, 'update', write)),
    ),
    ...sleeping.filter((change) => !isRule(change)).map((change) => step(change, 'deactivate')),
    ...gone.map((change) => step(change, 'delete')),
  ];
}

function step(change: Change, act: Change['act'], write: Attributes = {}): Step {
  return { change, act, write };
}
