import { Readable } from 'node:stream';
import { AppError, toAppError } from '../errors';
import type { Log } from '../log';
import type { Budget, Turn } from './budget';
import type { Credentials } from './credentials';
import type { HttpLine, OpenAnswer, RawAnswer, RawRequest } from './http-line';
import type { Lane } from './limits';
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
  /**
   * A read whose answer may have been begun before it was asked for. Not for what is looked up
   * before a repetition, nor for what somebody has just been told changed.
   */
  readonly joins?: boolean;
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
  const inFlight = new Map<string, Promise<ApiAnswer>>();

  /**
   * @throws AppError by Zendesk's status; `unavailable` carries details.outcome: `not_sent` when
   * Zendesk cannot have seen the call, `unknown` otherwise
   */
  async function send(request: ApiRequest): Promise<ApiAnswer> {
    if (!request.joins || request.method !== 'GET') return sendAlone(request);
    const key = `${request.lane} ${request.url}`;
    const running = inFlight.get(key) ?? sendAlone(request).finally(() => inFlight.delete(key));
    inFlight.set(key, running);
    return running;
  }

  const sendAlone = (request: ApiRequest) => observed(request.lane, () => exchange(request));

  async function exchange(request: ApiRequest): Promise<ApiAnswer> {
    const { answer, turn } = await signed(request, line.exchange);
    if (answer.status >= 300) throw await refused(answer, turn);
    return { status: answer.status, json: answer.status === 204 ? {} : readJson(answer.text) };
  }

  /** Like `send`, for a body that is passed on as it arrives. Redirects are answers here. */
  async function open(request: ApiRequest): Promise<OpenAnswer> {
    return observed(request.lane, () => openStream(request));
  }

  async function openStream(request: ApiRequest): Promise<OpenAnswer> {
    const { answer, turn } = await signed(request, line.open);
    if (answer.status < 400) return answer;
    answer.body.destroy();
    throw await refused({ ...answer, text: '' }, turn);
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
  ): Promise<{ answer: Answer; turn: Turn }> {
    const { method, lane, body } = request;
    if (new URL(request.url).origin !== origin) {
      throw new AppError('internal', 'Our token is for Zendesk only; this address is not.', {
        details: { outcome: 'not_sent' },
      });
    }
    const path = pathOf(request.url);
    const attempt = async (authorize: () => Promise<string>) => {
      const turn = await budget.turn(lane, { method, path, body });
      const startedAt = performance.now();
      try {
        const authorization = await authorize();
        const answer = await exchange({ ...request, headers: headersOf(request, authorization) });
        clock.observe(answer.headers);
        await (answer.status >= 500 ? turn.failed() : turn.answered(answer));
        const ms = Math.round(performance.now() - startedAt);
        const call = { method, path: path.startsWith('/api/v2/') ? path : null };
        log.debug({ ...call, lane, status: answer.status, ms }, 'Zendesk answered.');
        return { answer, turn, authorization };
      } catch (error) {
        if (toAppError(error).code === 'unavailable') await turn.failed();
        throw error;
      }
    };
    const first = await attempt(() => credentials.authorization());
    if (first.answer.status !== 401) return first;
    const fresh = await credentials.renew(first.authorization);
    if (fresh === null) return first;
    first.answer.body?.destroy();
    if (body instanceof Readable) {
      throw new AppError('unavailable', 'The access token ended while a file was on its way.', {
        details: { outcome: 'not_sent' },
      });
    }
    return attempt(async () => fresh);
  }

  async function refused(answer: RawAnswer, turn: Turn): Promise<AppError> {
    const error = toRefusal(answer, now());
    if (error.retryAfter !== undefined) await turn.refused(answer, error.retryAfter);
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

/** Without query: outside the API an address can be a key by itself. */
function pathOf(url: string): string {
  return new URL(url).pathname.replace(/\.json$/, '');
}
