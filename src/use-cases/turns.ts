import { AppError } from '../errors';
import type { Tallies } from '../storage/tallies';

/** Something that may happen so often within a stretch of time, counted under its name. */
export interface Turn {
  readonly name: string;
  readonly most: number;
  /** Milliseconds. */
  readonly lasting: number;
}

export type TakeTurnsDeps = { tallies: Pick<Tallies, 'count'>; now: () => Date };

/**
 * Counts one turn under each name, in order, up to the first that has none left. It is counted before
 * anything is tried, so that parallel tries cannot share a turn.
 * @param spent told the name whose last turn this call found to be the first too many
 * @throws AppError `rate_limited`
 */
export async function takeTurns(
  { tallies, now }: TakeTurnsDeps,
  turns: readonly Turn[],
  spent: (name: string) => Promise<void> = async () => undefined,
): Promise<void> {
  const at = now();
  for (const { name, most, lasting } of turns) {
    const { count, endsAt } = await tallies.count(name, lasting, at);
    if (count <= most) continue;
    if (count === most + 1) await spent(name);
    throw new AppError('rate_limited', 'There were too many tries.', {
      retryAfter: Math.ceil((endsAt.getTime() - at.getTime()) / 1000),
    });
  }
}
