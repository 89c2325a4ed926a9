import { ApiError } from './errors';
import type { Clock } from './clock';

/** A budget of calls in a window of time. https://developer.zendesk.com/api-reference/introduction/rate-limits/ */
interface Budget {
  total: number;
  windowSeconds: number;
}

export const LIMIT_NAMES = [
  'tickets-index',
  'tickets-update',
  'per-ticket-updates',
  'incremental-exports',
  'user-updates',
  'ticket-field-options',
  'view-executions',
] as const;
export type LimitName = (typeof LIMIT_NAMES)[number];

const BUDGETS: Record<LimitName, Budget> = {
  'tickets-index': { total: 100, windowSeconds: 60 },
  'tickets-update': { total: 100, windowSeconds: 60 },
  'per-ticket-updates': { total: 30, windowSeconds: 600 },
  'incremental-exports': { total: 10, windowSeconds: 60 },
  'user-updates': { total: 5, windowSeconds: 60 },
  'ticket-field-options': { total: 100, windowSeconds: 60 },
  'view-executions': { total: 5, windowSeconds: 60 },
};
/** Counted by user and the record of the address. */
const PER_RECORD: readonly LimitName[] = ['per-ticket-updates', 'view-executions'];
const ACCOUNT_PER_MINUTE = 700;

interface LimitSettings {
  /** Off: calls are counted and told in the headers, and never refused. */
  enabled: boolean;
  accountPerMinute: number;
  /** Other totals than Zendesk's. */
  endpoints: Partial<Record<LimitName, number>>;
  /** Whose headers are sent: `2024` and `2023` tell each limit and when it ends, `oldest` the account's alone. */
  headers: '2024' | '2023' | 'oldest';
}

const USUAL: LimitSettings = {
  enabled: false,
  accountPerMinute: ACCOUNT_PER_MINUTE,
  endpoints: {},
  headers: '2024',
};

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
   * @param subject what a limit of one record counts by: user and record
   * @returns one header per limit. Throws a 429 `ApiError` when enabled and spent.
   */
  spendNamed(names: readonly LimitName[], subject: string): Record<string, string>;
  /** Counts one change of a user, of which no header tells. Throws a 429 `ApiError` when enabled and spent. */
  spendUserUpdate(userId: number): void;
  clear(): void;
}

export function createLimits(clock: Clock): Limits {
  let settings = USUAL;
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

  const budgetOf = (name: LimitName): Budget => ({
    ...BUDGETS[name],
    total: settings.endpoints[name] ?? BUDGETS[name].total,
  });

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
      const headers = accountHeaders(settings.headers, { total, remaining, resets });
      if (settings.enabled && spent) throw tooManyForAccount(resets, headers);
      return headers;
    },
    spendNamed: (names, subject) => {
      const headers: Record<string, string> = {};
      for (const name of names) {
        const key = PER_RECORD.includes(name) ? `${name} ${subject}` : name;
        const { total, remaining, resets, spent } = spendOne(key, budgetOf(name));
        const told = `total=${total}; remaining=${remaining}; resets=${resets}`;
        const family = FAMILIES[settings.headers];
        if (family) headers[`zendesk-${family}-${name}`] = told;
        if (settings.enabled && spent) throw tooManyFor(name, resets, headers);
      }
      return headers;
    },
    spendUserUpdate: (userId) => {
      const { resets, spent } = spendOne(`user-updates ${userId}`, budgetOf('user-updates'));
      if (settings.enabled && spent) throw tooManyForUser(resets);
    },
    clear: () => {
      windows.clear();
      settings = USUAL;
    },
  };
}

type Headers = Record<string, string>;

const FAMILIES = { '2024': 'ratelimit', '2023': 'rate-limit', oldest: null } as const;

function accountHeaders(
  family: LimitSettings['headers'],
  { total, remaining, resets }: { total: number; remaining: number; resets: number },
): Headers {
  const oldest = { 'x-rate-limit': String(total), 'x-rate-limit-remaining': String(remaining) };
  const name = FAMILIES[family];
  if (name === null) return oldest;
  return {
    ...oldest,
    [name === 'ratelimit' ? 'ratelimit-limit' : 'rate-limit']: String(total),
    [`${name}-remaining`]: String(remaining),
    [`${name}-reset`]: String(resets),
  };
}

/** Zendesk answers the account's limit in plain text and an endpoint's limit in JSON. */
function tooManyForAccount(seconds: number, headers: Headers): ApiError {
  return new ApiError(429, 'Number of allowed API requests per minute exceeded', {
    ...headers,
    'retry-after': String(seconds),
  });
}

/** The one limit that is told in words alone. */
function tooManyForUser(seconds: number): ApiError {
  const text =
    'You have exceeded the rate limit for updating a single unique user. Please wait and try again.';
  return new ApiError(429, text, { 'retry-after': String(seconds) });
}

function tooManyFor(name: LimitName, seconds: number, headers: Headers): ApiError {
  const body = {
    error: 'APIRateLimitExceeded',
    description: `Number of allowed API requests exceeded for ${name}`,
  };
  return new ApiError(429, body, { ...headers, 'retry-after': String(seconds) });
}
