import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../errors';

/** Who calls: deliveries, somebody waiting, the copy of tickets, configuration; the urgent first. */
export type Lane = 'write' | 'page' | 'mirror' | 'sync';

/** The share of Zendesk's allowance a lane leaves to the lanes before it. */
const LEAVES: Readonly<Record<Lane, number>> = { write: 0, page: 0.05, mirror: 0.15, sync: 0.3 };

/** Milliseconds. A longer wait is handed back to the caller instead of being sat out. */
const PATIENCE = 5_000;

/** Seconds. The oldest family of headers does not say when its window ends. */
const WINDOW = 60;

export type Budget = ReturnType<typeof createBudget>;

/**
 * The calls one account may make, shared by everything in this process: each call takes a turn,
 * what Zendesk says about the rest is believed.
 * https://developer.zendesk.com/api-reference/introduction/rate-limits/
 */
export function createBudget({ now }: { now: () => Date }) {
  let pausedUntil = 0;
  let allowance = { limit: 1, remaining: Infinity, endsAt: 0 };

  /** @throws AppError `rate_limited` (details.outcome `not_sent`) when the wait would be long */
  async function turn(lane: Lane): Promise<void> {
    const ms = waitOf(lane);
    if (ms > PATIENCE) {
      throw new AppError('rate_limited', 'Zendesk has asked us to wait.', {
        details: { outcome: 'not_sent', lane },
        retryAfter: Math.ceil(ms / 1000),
      });
    }
    if (ms > 0) await sleep(ms);
    allowance.remaining -= 1;
  }

  /** Stops every lane. @param seconds as `Retry-After` said */
  function pause(seconds: number): void {
    pausedUntil = Math.max(pausedUntil, now().getTime() + seconds * 1000);
  }

  /** Learns from the rate headers of any answer, in the newest family it carries. */
  function observe(headers: Headers): void {
    for (const [limitName, prefix] of FAMILIES) {
      const limit = count(headers.get(limitName));
      const remaining = count(headers.get(`${prefix}-remaining`));
      if (limit === null || remaining === null) continue;
      const seconds = count(headers.get(`${prefix}-reset`)) ?? WINDOW;
      allowance = { limit, remaining, endsAt: now().getTime() + seconds * 1000 };
      return;
    }
  }

  function waitOf(lane: Lane): number {
    const { limit, remaining, endsAt } = allowance;
    const until = remaining <= limit * LEAVES[lane] ? Math.max(pausedUntil, endsAt) : pausedUntil;
    return until - now().getTime();
  }

  return { turn, pause, observe };
}

const FAMILIES = [
  ['ratelimit-limit', 'ratelimit'],
  ['rate-limit', 'rate-limit'],
  ['x-rate-limit', 'x-rate-limit'],
] as const;

function count(header: string | null): number | null {
  return header !== null && /^\d+$/.test(header.trim()) ? Number(header) : null;
}
