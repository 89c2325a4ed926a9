import { AppError } from '../errors';
import type { Log } from '../log';
import { isLoopback } from './allowed-host';
import { createBudget } from './budget';
import type { CallLedger } from './call-ledger';
import { createCredentials, type Auth } from './credentials';
import { openHttpLine } from './http-line';
import { createServerClock } from './server-clock';
import { createTransport, type ObserveCall } from './transport';

export interface ConnectionOptions {
  /** `https://{subdomain}.zendesk.com`; plain http on this machine only. */
  readonly url: string;
  readonly auth: Auth;
  /** The total time one call may take; uploads get more by their size. */
  readonly timeoutMs: number;
  readonly log: Log;
  readonly now: () => Date;
  readonly observe?: ObserveCall;
  /** Where calls are counted, with everybody else's. */
  readonly ledger: CallLedger;
  /** Called when an outage has ended. */
  readonly onRecovered?: () => void;
}

/** Connects nothing yet: the first call does. @throws AppError `internal` for an unsafe address */
export function openTransport(options: ConnectionOptions) {
  const { timeoutMs, log, now, observe, ledger, onRecovered } = options;
  const origin = toOrigin(options.url);
  const line = openHttpLine({ timeoutMs });
  const credentials = createCredentials({ line, origin, log, now }, options.auth);
  const budget = createBudget({ ledger, log, onRecovered });
  const clock = createServerClock(now);
  const transport = createTransport({
    line,
    credentials,
    budget,
    clock,
    origin,
    log,
    now,
    observe,
  });
  return { origin, line, budget, clock, transport };
}

function toOrigin(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isLoopback(url))) {
    throw new AppError('internal', 'The address of Zendesk must start with https://.');
  }
  return url.origin;
}
