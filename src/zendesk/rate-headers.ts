import { ACCOUNT } from './limits';

/** What an answer's headers say of a limit. */
export interface Rate {
  /** The account's, or an endpoint's name. */
  readonly limit: string;
  readonly total: number;
  readonly remaining: number;
  /** Until its window ends. */
  readonly seconds: number;
}

/** Seconds. The oldest family does not say when its window ends. */
const WINDOW = 60;

/** The account's limit in three families, the newest first. */
const FAMILIES = [
  ['ratelimit-limit', 'ratelimit'],
  ['rate-limit', 'rate-limit'],
  ['x-rate-limit', 'x-rate-limit'],
] as const;

/** An endpoint's: `total=100; remaining=99; resets=17`. */
const ENDPOINT = /^zendesk-rate-?limit-(.+)$/;

/** https://developer.zendesk.com/api-reference/introduction/rate-limits/#monitoring-your-request-activity */
export function ratesOf(headers: Headers): Rate[] {
  const endpoints = [...headers].flatMap(([header, value]) => {
    const limit = ENDPOINT.exec(header)?.[1];
    const [total, remaining, seconds] = ['total', 'remaining', 'resets'].map((key) =>
      count(new RegExp(`\\b${key}=(\\d+)`).exec(value)?.[1]),
    );
    if (limit === undefined || total == null || remaining == null) return [];
    return [{ limit, total, remaining, seconds: seconds ?? WINDOW }];
  });
  return [...accountOf(headers), ...endpoints];
}

function accountOf(headers: Headers): Rate[] {
  for (const [limitName, prefix] of FAMILIES) {
    const total = count(headers.get(limitName));
    const remaining = count(headers.get(`${prefix}-remaining`));
    if (total === null || remaining === null) continue;
    const seconds = count(headers.get(`${prefix}-reset`)) ?? WINDOW;
    return [{ limit: ACCOUNT, total, remaining, seconds }];
  }
  return [];
}

function count(text: string | null | undefined): number | null {
  return text != null && /^\d+$/.test(text.trim()) ? Number(text) : null;
}
