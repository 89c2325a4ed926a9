import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, toAppError } from '../errors';
import type { Log } from '../log';
import type { Booked, CallLedger } from './call-ledger';
import { ACCOUNT, windowsOf, windowsOfChanges, type CallPlace, type Lane } from './limits';
import { ratesOf } from './rate-headers';

/** Milliseconds. A longer wait is handed back to the caller instead of being sat out. */
const PATIENCE: Readonly<Record<Lane, number>> = {
  write: 5_000,
  page: 300,
  mirror: 5_000,
  sync: 60_000,
};

/** Milliseconds by which a lane comes later than the ones before it when all wait for the same end. */
const GIVES_WAY: Readonly<Record<Lane, number>> = { write: 0, page: 20, mirror: 60, sync: 120 };

export type Budget = ReturnType<typeof createBudget>;

/** A call that may be made, and what became of it. */
export interface Turn {
  /** Zendesk answered, whatever it said. */
  answered(answer: { status: number; headers: Headers }): Promise<void>;
  /** It told us to wait. @param text the answer's body */
  refused(answer: { headers: Headers; text: string }, seconds: number): Promise<void>;
  /** No answer came, or one that says Zendesk is in trouble. */
  failed(): Promise<void>;
}

/** How long until a change of a ticket may be sent; in an outage for one caller only. */
export interface Readiness {
  readonly waitMs: number;
  readonly outage: boolean;
}

/**
 * The calls one account may make, shared through the ledger by everything that calls it. Each call
 * takes a turn; what Zendesk says about the rest is believed.
 * https://developer.zendesk.com/api-reference/introduction/rate-limits/
 */
export function createBudget(deps: { ledger: CallLedger; log: Log; onRecovered?: () => void }) {
  const { ledger, log, onRecovered } = deps;

  /**
   * Waits for a turn, as long as the lane's patience lasts.
   * @throws AppError `rate_limited`, or `unavailable` in an outage; both say `not_sent`
   */
  async function turn(lane: Lane, place: CallPlace): Promise<Turn> {
    const windows = windowsOf(place, lane);
    for (let waited = 0; ;) {
      const booking = await ledger.book(windows);
      if ('booked' in booking) return turnOf(windows, booking.booked);
      const waitMs = booking.waitMs + GIVES_WAY[lane];
      if (booking.why === 'outage' || waited + waitMs > PATIENCE[lane]) {
        throw refusal(lane, booking.why, booking.waitMs);
      }
      await sleep(waitMs);
      waited += waitMs;
    }
  }

  function turnOf(windows: ReturnType<typeof windowsOf>, booked: readonly Booked[]): Turn {
    const runOf = new Map(booked.map(({ name, run }) => [name, run]));
    return {
      async answered({ status, headers }) {
        if (status >= 500) return;
        const rates = ratesOf(headers);
        const told = windows.flatMap(({ limit, name }) => {
          const rate = rates.find((each) => each.limit === limit);
          return rate ? [{ ...rate, name, run: runOf.get(name) ?? -1 }] : [];
        });
        const { recovered } = await safely(() => ledger.answered(told), { recovered: false });
        if (!recovered) return;
        log.info({}, 'Zendesk is back');
        onRecovered?.();
      },
      async refused({ headers, text }, seconds) {
        const names = spentBy(headers, text);
        const shut = windows.filter(({ limit }) => names.includes(limit)).map(({ name }) => name);
        for (const name of shut.length > 0 ? shut : [ACCOUNT]) {
          await safely(() => ledger.shut(name, seconds), undefined);
        }
      },
      async failed() {
        const { outage } = await safely(() => ledger.failed(), { outage: false });
        if (outage) log.error({}, 'Zendesk is away: only single calls go out until one succeeds');
      },
    };
  }

  /** A call that was made has happened, whether or not it could be written down. */
  async function safely<Result>(write: () => Promise<Result>, otherwise: Result): Promise<Result> {
    try {
      return await write();
    } catch (thrown) {
      log.warn({ error: toAppError(thrown) }, 'a call to Zendesk could not be booked');
      return otherwise;
    }
  }

  return {
    turn,
    /** @returns how long until a change of a ticket would get its turn */
    readiness: (): Promise<Readiness> => ledger.peek(windowsOfChanges()),
  };
}

function refusal(lane: Lane, why: 'limit' | 'outage', waitMs: number): AppError {
  const code = why === 'outage' ? 'unavailable' : 'rate_limited';
  const message =
    why === 'outage' ? 'Zendesk is away; this was not tried.' : 'Zendesk has asked us to wait.';
  return new AppError(code, message, {
    details: { outcome: 'not_sent', lane },
    retryAfter: Math.ceil(waitMs / 1000),
  });
}

/** @returns the limits a 429 is about: the endpoint's it names, else the account's */
function spentBy(headers: Headers, text: string): string[] {
  // The only limit that is told in words alone.
  if (/updating a single unique user/i.test(text)) return ['user-updates'];
  const spent = ratesOf(headers).filter(({ remaining }) => remaining === 0);
  const endpoints = spent.filter(({ limit }) => limit !== ACCOUNT);
  return (endpoints.length > 0 ? endpoints : spent).map(({ limit }) => limit);
}
