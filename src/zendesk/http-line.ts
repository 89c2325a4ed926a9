import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { Agent } from 'undici';
import { AppError } from '../errors';

export interface RawRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body?: string | Readable;
  /** Milliseconds, from the first byte sent to the last one read. */
  readonly timeoutMs?: number;
}

/** An answer of any status, read to its end. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** An answer of any status whose body is still to come. */
export interface OpenAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readable;
}

/** Bytes. A full page of an export is a few megabytes; beyond this something is wrong. */
const LARGEST_ANSWER = 32 * 1024 * 1024;

/** HTTP with a pool, timeouts and a size limit. It judges no status; it follows no redirect. */
export type HttpLine = ReturnType<typeof openHttpLine>;

/** @param options.timeoutMs the total time one exchange may take, unless the exchange says otherwise */
export function openHttpLine({ timeoutMs }: { timeoutMs: number }) {
  const agent = new Agent({
    connect: { timeout: Math.min(timeoutMs, 5_000) },
    keepAliveTimeout: 10_000,
    bodyTimeout: timeoutMs,
  });

  /** @throws AppError `unavailable` (details.outcome `not_sent` or `unknown`) */
  async function exchange(request: RawRequest): Promise<RawAnswer> {
    const signal = AbortSignal.timeout(request.timeoutMs ?? timeoutMs);
    try {
      const response = await call(request, signal);
      return { status: response.status, headers: response.headers, text: await textOf(response) };
    } catch (thrown) {
      throw toNetworkError(thrown);
    }
  }

  /** Waits for the head of the answer only; a body that stops flowing ends with an error. */
  async function open(request: RawRequest): Promise<OpenAnswer> {
    const stop = new AbortController();
    const late = () => stop.abort(new DOMException('No answer in time.', 'TimeoutError'));
    const timer = setTimeout(late, timeoutMs);
    try {
      const { status, headers, body } = await call(request, stop.signal);
      return { status, headers, body: body ? toReadable(body) : Readable.from([]) };
    } catch (thrown) {
      throw toNetworkError(thrown);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Node's own fetch with undici's pool under it: tests can intercept the one, the other keeps connections. */
  function call(
    { method, url, headers, body }: RawRequest,
    signal: AbortSignal,
  ): Promise<Response> {
    const streamed = body instanceof Readable;
    const init = {
      method,
      headers,
      body: streamed ? (Readable.toWeb(body) as ReadableStream) : body,
      redirect: 'manual' as const,
      signal,
      dispatcher: agent,
      ...(streamed ? { duplex: 'half' } : {}),
    };
    return fetch(url, init);
  }

  return { exchange, open, close: () => agent.destroy() };
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (!response.body) return '';
  for await (const chunk of toReadable(response.body) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > LARGEST_ANSWER) throw new RangeError('The answer is larger than we accept.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function toReadable(body: ReadableStream<Uint8Array>): Readable {
  return Readable.fromWeb(body as NodeReadableStream);
}

/** Failures that happen before a request can have left: no connection, no name, no trusted certificate. */
const NEVER_LEFT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*|ERR_TLS_CERT_.*)$/;

function toNetworkError(thrown: unknown): AppError {
  const reason = codeIn(thrown);
  const outcome = NEVER_LEFT.test(reason) ? 'not_sent' : 'unknown';
  return new AppError('unavailable', 'Zendesk could not be reached or stopped answering.', {
    cause: thrown,
    details: { outcome, reason },
  });
}

/** fetch hides the reason one level down. Its errors are told by their fields, not by their class. */
function codeIn(thrown: unknown): string {
  const error = (thrown ?? {}) as { name?: unknown; code?: unknown; cause?: { code?: unknown } };
  const words = [error.cause?.code, error.code, error.name];
  return words.find((word) => typeof word === 'string') ?? 'unknown';
}
