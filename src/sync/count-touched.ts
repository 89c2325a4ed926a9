import type { Lock } from './kind';
import { patiently } from './patience';
import type { Change } from './plan';
import { risksOf } from './risks';
import type { Site } from './site';

/** How many tickets carry an option of a field; null as an option is any value. */
type Touched = (fieldKey: string, option: string | null) => number | undefined;

/**
 * Asks on how many tickets stands what the changes would take from them: one call for each option
 * or field, and none where nothing is lost.
 * @returns null where nothing is
 */
export async function countTouched(
  { configuration, patience }: Pick<Site, 'configuration' | 'patience'>,
  changes: readonly Change[],
  lock: Lock,
): Promise<Touched | null> {
  const risks = changes.flatMap(risksOf);
  const counts = new Map<string, number>();
  for (const { key, option } of risks) {
    const id = lock.ticket_fields?.[key];
    if (id === undefined) continue;
    const count = () => configuration.ticketsWith(String(id), option);
    counts.set(nameOf(key, option), await patiently(patience, count));
  }
  return risks.length > 0 ? (key, option) => counts.get(nameOf(key, option)) : null;
}

function nameOf(fieldKey: string, option: string | null): string {
  return JSON.stringify([fieldKey, option]);
}
