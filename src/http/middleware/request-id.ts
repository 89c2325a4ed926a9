import type { RequestHandler } from 'express';
import type { Log } from '../../log';
import type { ObservedRequest } from '../parts';

interface Options {
  readonly random: (bytes: number) => Buffer;
  readonly log: Log;
  readonly observe?: (request: ObservedRequest) => void;
}

/**
 * Names every request, so that a person's reference number leads to its log lines, and reports it
 * once answered. The route stands for the address: addresses hold subjects and cursors.
 */
export function nameRequests({ random, log, observe }: Options): RequestHandler {
  const newName = createNames(random);
  return (request, response, next) => {
    const requestId = newName();
    const started = performance.now();
    response.locals.requestId = requestId;
    response.set('X-Request-Id', requestId);
    response.once('close', () => {
      const seconds = (performance.now() - started) / 1000;
      const route = (request.route as { path: string } | undefined)?.path ?? 'none';
      const answer = { method: request.method, route, status: response.statusCode };
      const ms = Math.round(seconds * 1000);
      log.info({ requestId, ...answer, ms, person: response.locals.customer?.id }, 'answered');
      observe?.({ ...answer, seconds });
    });
    next();
  };
}

const NAME_BYTES = 9;
/** Names are no secrets, and drawing many at once costs as much as drawing one. */
const NAMES_AT_ONCE = 100;

function createNames(random: (bytes: number) => Buffer): () => string {
  let drawn = random(0);
  let used = 0;
  return () => {
    if (used === drawn.length) [drawn, used] = [random(NAME_BYTES * NAMES_AT_ONCE), 0];
    used += NAME_BYTES;
    return drawn.toString('base64url', used - NAME_BYTES, used);
  };
}
