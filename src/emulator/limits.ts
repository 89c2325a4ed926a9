import { ApiError } from './errors';
import type { Clock } from './clock';

/** A budget of calls in a window of time. https://developer.zendesk.com/api-reference/introduction/rate-limits/ */
interface Budget {
  total: number;
  windowSeconds: number;
}

export type LimitName =
  'tickets-index' | 'tickets-update' | 'per-ticket-updates' | 'incremental-exports';

const BUDGETS: Record<LimitName, Budget> = {
  'tickets-index': { total: 100, windowSeconds: 60 },
  'tickets-update': { total: 100, windowSeconds: 60 },
  'per-ticket-updates': { total: 30, windowSeconds: 600 },
  'incremental-exports': { total: 10, windowSeconds: 60 },
};
const ACCOUNT_PER_MINUTE = 700;

interface LimitSettings {
  /** Off: calls are counted and told in the headers, and never refused. */
  enabled: boolean;
  accountPerMinute: number;
}

export interface Limits {
  settings(): LimitSettings;
  configure(settings: Partial<LimitSettings>): void;
  /**
   * Counts one call of anybody.
   * @returns the rate headers of both families. Throws a 429 `ApiError` when enabled and spent.
   */
  spendAccount(): Record<string, string>;
  /**
   * Counts one call against each named limit.
   * @param subject what a per-ticket limit counts by: user and ticket
   * @returns one header per limit. Throws a 429 `ApiError` when enabled and spent.
   */
  spendNamed(names: readonly LimitName[], subject: string): Record<string, string>;
  clear(): void;
}

export function createLimits(clock: Clock): Limits {
  let settings: LimitSettings = { enabled: false, accountPerMinute: ACCOUNT_PER_MINUTE };
  const windows = new Map<string, { startedAt: number; used: number }>();

  const spendOne = (key: string, { total, windowSeconds }: Budget) => {
    const now = clock.now();
    const known = windows.get(key);
    const running = known && now - known.startedAt < windowSeconds * 1000 && now >= known.startedAt;
    const window = running ? known : { startedAt: now, used: 0 };
    windows.set(key, window);
    window.used += 1;
    const resets = Math.max(1, Math.ceil(windowSeconds - (now - window.startedAt) / 1000));
    return {
      total,
      remaining: Math.max(0, total - window.used),
      resets,
      spent: window.used > total,
    };
  };

  return {
    settings: () => settings,
    configure: (change) => {
      settings = { ...settings, ...change };
      windows.clear();
    },
    spendAccount: () => {
      const { total, remaining, resets, spent } = spendOne('account', {
        total: settings.accountPerMinute,
        windowSeconds: 60,
      });
      const headers = {
        'x-rate-limit': String(total),
        'x-rate-limit-remaining': String(remaining),
        'ratelimit-limit': String(total),
        'ratelimit-remaining': String(remaining),
        'ratelimit-reset': String(resets),
      };
      if (settings.enabled && spent) throw tooManyForAccount(resets, headers);
      return headers;
    },
    spendNamed: (names, subject) => {
      const headers: Record<string, string> = {};
      for (const name of names) {
        const key = name === 'per-ticket-updates' ? `${name} ${subject}` : name;
        const { total, remaining, resets, spent } = spendOne(key, BUDGETS[name]);
        const told = `total=${total}; remaining=${remaining}; resets=${resets}`;
        headers[`zendesk-ratelimit-${name}`] = told;
        if (settings.enabled && spent) throw tooManyFor(name, resets, headers);
      }
      return headers;
    },
    clear: () => {
      windows.clear();
      settings = { enabled: false, accountPerMinute: ACCOUNT_PER_MINUTE };
    },
  };
}

type Headers = Record<string, string>;

/** Zendesk answers the account's limit in plain text and an endpoint's limit in JSON. */
function tooManyForAccount(seconds: number, headers: Headers): ApiError {
  return new ApiError(429, 'Number of allowed API requests per minute exceeded', {
    ...headers,
    'retry-after': String(seconds),
  });
}

function tooManyFor(name: LimitName, seconds: number, headers: Headers): ApiError {
  const body = {
    error: 'APIRateLimitExceeded',
    description: `Number of allowed API requests exceeded for ${name}`,
  };
  return new ApiError(429, body, { ...headers, 'retry-after': String(seconds) });
}
