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
  return (request, response, next) => {
    const requestId = random(9).toString('base64url');
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
