import type { Change, Difference } from './plan';

type Touched = (fieldKey: string, option: string | null) => number | undefined;

/** What a change of a ticket field would take from tickets. Null as an option is the whole value. */
export interface Risk {
  readonly key: string;
  readonly option: string | null;
}

/**
 * @returns the options a change removes and the type it changes; ask how many tickets have them and
 *   plan again with `touchedTickets` (count-touched.ts)
 */
export function risksOf({ kind, key, act, differences }: Change): Risk[] {
  if (kind !== 'ticket_fields' || act === 'deactivate' || act === 'reorder') return [];
  if (act === 'delete') return [{ key, option: null }];
  return differences
    .filter(({ live, desired }) => live !== null && desired !== live)
    .flatMap((difference) => riskOf(key, difference));
}

/** @returns the change with a warning for each risk, and unusable until it is allowed */
export function withRisks(change: Change, isAllowed: boolean, touched: Touched): Change {
  const risks = risksOf(change);
  if (risks.length === 0) return change;
  const warnings = risks.map(({ key, option }) => {
    const what = option === null ? `Every value of ${key} is lost` : `The option ${option} goes`;
    return `${what}: ${count(touched(key, option))}.`;
  });
  return {
    ...change,
    warnings: [...change.warnings, ...warnings],
    needsAllow: change.act !== 'delete' && !isAllowed,
  };
}

function riskOf(key: string, { path, desired }: Difference): Risk[] {
  if (path === 'type') return [{ key, option: null }];
  const option = /^custom_field_options\.(.+)$/.exec(path)?.[1];
  return option !== undefined && option !== 'order' && desired === null ? [{ key, option }] : [];
}

function count(tickets: number | undefined): string {
  if (tickets === undefined) return 'on how many tickets it stands is not known';
  return tickets === 1 ? 'it stands on 1 ticket' : `it stands on ${tickets} tickets`;
}
