/** Seconds. Zendesk's windows are a minute long; an answer that says nothing usable gets one window. */
const DEFAULT = 60;
/** Seconds. No single header may stop us for longer; a limit still in force will say so again. */
const LONGEST = 900;

/**
 * @param header the value of `Retry-After`: seconds, or an HTTP date
 * @returns how many seconds to wait, from 1 to 900
 * @see https://developer.zendesk.com/api-reference/introduction/rate-limits/#best-practices-for-avoiding-rate-limiting
 */
export function toRetryAfter(header: string | null, now: Date): number {
  const text = header?.trim() ?? '';
  const seconds = /^\d+$/.test(text) ? Number(text) : secondsUntil(text, now);
  return Number.isNaN(seconds) ? DEFAULT : Math.min(Math.max(seconds, 1), LONGEST);
}

/** Only dates with a day's name count: `Date.parse` also takes `-5` for a year. */
function secondsUntil(text: string, now: Date): number {
  const at = /^[a-z]{3},? /i.test(text) ? Date.parse(text) : NaN;
  return Math.ceil((at - now.getTime()) / 1000);
}
