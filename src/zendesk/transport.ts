import { Readable } from 'node:stream';
import { AppError, toAppError } from '../errors';
import type { Log } from '../log';
import type { Budget, Lane } from './budget';
import type { Credentials } from './credentials';
import type { HttpLine, OpenAnswer, RawAnswer, RawRequest } from './http-line';
import { readJson } from './read-body';
import { toRefusal } from './refusal';
import type { ServerClock } from './server-clock';

export interface ApiRequest {
  readonly lane: Lane;
  readonly method: string;
  /** Absolute, on Zendesk's origin. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
  readonly timeoutMs?: number;
}

export interface ApiAnswer {
  readonly status: number;
  /** The parsed body; `{}` when there is none to have (204). */
  readonly json: unknown;
}

/** One call, for the metrics: `ok` or an error code, and the seconds until the answer began. */
export type ObserveCall = (call: { lane: Lane; outcome: string; seconds: number }) => void;

export type Transport = ReturnType<typeof createTransport>;

/**
 * Calls Zendesk: waits for a turn, signs, sends once, judges the status. The only repeat is one
 * after a 401, with a fresh token; waiting and trying again belong to whoever owns the work.
 */
export function createTransport(deps: {
  line: HttpLine;
  credentials: Credentials;
  budget: Budget;
  clock: Pick<ServerClock, 'observe'>;
  origin: string;
  log: Log;
  now: () => Date;
  observe?: ObserveCall;
}) {
  const { line, credentials, budget, clock, origin, log, now, observe } = deps;

  /**
   * @throws AppError by Zendesk's status; `unavailable` carries details.outcome: `not_sent` when
   * Zendesk cannot have seen the call, `unknown` otherwise
   */
  async function send(request: ApiRequest): Promise<ApiAnswer> {
    return observed(request.lane, () => exchange(request));
  }

  async function exchange(request: ApiRequest): Promise<ApiAnswer> {
    const answer = await signed(request, line.exchange);
    if (answer.status >= 300) throw refused(answer);
    return { status: answer.status, json: answer.status === 204 ? {} : readJson(answer.text) };
  }

  /** Like `send`, for a body that is passed on as it arrives. Redirects are answers here. */
  async function open(request: ApiRequest): Promise<OpenAnswer> {
    return observed(request.lane, () => openStream(request));
  }

  async function openStream(request: ApiRequest): Promise<OpenAnswer> {
    const answer = await signed(request, line.open);
    if (answer.status < 400) return answer;
    answer.body.destroy();
    throw refused({ ...answer, text: '' });
  }

  async function observed<Answer>(lane: Lane, call: () => Promise<Answer>): Promise<Answer> {
    const startedAt = performance.now();
    const tell = (outcome: string) =>
      observe?.({ lane, outcome, seconds: (performance.now() - startedAt) / 1000 });
    try {
      const answer = await call();
      tell('ok');
      return answer;
    } catch (error) {
      tell(toAppError(error).code);
      throw error;
    }
  }

  async function signed<Answer extends { status: number; headers: Headers; body?: Readable }>(
    request: ApiRequest,
    exchange: (raw: RawRequest) => Promise<Answer>,
  ): Promise<Answer> {
    if (new URL(request.url).origin !== origin) {
      throw new AppError('internal', 'Our token is for Zendesk only; this address is not.', {
        details: { outcome: 'not_sent' },
      });
    }
    const attempt = async (authorization: string) => {
      await budget.turn(request.lane);
      const startedAt = performance.now();
      const answer = await exchange({ ...request, headers: headersOf(request, authorization) });
      budget.observe(answer.headers);
      clock.observe(answer.headers);
      const ms = Math.round(performance.now() - startedAt);
      const call = { method: request.method, path: loggablePath(request.url) };
      log.debug({ ...call, lane: request.lane, status: answer.status, ms }, 'Zendesk answered.');
      return answer;
    };
    const authorization = await credentials.authorization();
    const answer = await attempt(authorization);
    if (answer.status !== 401) return answer;
    const fresh = await credentials.renew(authorization);
    if (fresh === null) return answer;
    answer.body?.destroy();
    if (request.body instanceof Readable) {
      throw new AppError('unavailable', 'The access token ended while a file was on its way.', {
        details: { outcome: 'not_sent' },
      });
    }
    return attempt(fresh);
  }

  function refused(answer: RawAnswer): AppError {
    const error = toRefusal(answer, now());
    if (error.retryAfter !== undefined) budget.pause(error.retryAfter);
    return error;
  }

  return { send, open };
}

/** A Headers object, so that a header set twice in different case is one header. */
function headersOf(request: ApiRequest, authorization: string): Headers {
  const headers = new Headers(request.headers);
  headers.set('authorization', authorization);
  headers.set('accept', headers.get('accept') ?? 'application/json');
  return headers;
}

/** Outside the API an address can be a key by itself: whoever has an attachment's can read the file. */
function loggablePath(url: string): string | null {
  const { pathname } = new URL(url);
  return pathname.startsWith('/api/v2/') ? pathname : null;
}
