const WINDOW_MS = 60_000;
/** What a trial account may. https://developer.zendesk.com/api-reference/webhooks/introduction/ */
const MOST_PER_MINUTE = 60;

/** Counts the account's invocations. Times are the emulated clock's, in milliseconds. */
export interface Throttle {
  /** Counts one. @returns whether it is one too many for its minute */
  isSpent(now: number): boolean;
}

export function createThrottle(): Throttle {
  let times: number[] = [];
  return {
    isSpent: (now) => {
      times = times.filter((at) => at > now - WINDOW_MS && at <= now);
      times.push(now);
      return times.length > MOST_PER_MINUTE;
    },
  };
}
