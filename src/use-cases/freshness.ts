import type { Agreement, Progress } from '../mirror/progress';
import type { Freshness } from './views';

export type FreshnessDeps = { progress: Pick<Progress, 'read'>; now: () => Date };

/** Two turns of the poll: after that a page says how old it is. Milliseconds. */
const STALE_AFTER = 2 * 60_000;

export async function readFreshness({ progress, now }: FreshnessDeps): Promise<Freshness> {
  return toFreshness(await progress.read(), now);
}

export function toFreshness({ asOf, unreachableSince }: Agreement, now: () => Date): Freshness {
  return {
    asOf,
    stale: asOf === null || now().getTime() - asOf.getTime() > STALE_AFTER,
    unreachable: unreachableSince !== null,
  };
}
