import { setTimeout as sleep } from 'node:timers/promises';
import type { Request, RequestHandler, Response } from 'express';
import { deliver } from './deliver';
import { usualBody, type Fault } from './faults';
import type { World } from './world';

export const DESK_HEADER = 'x-emulator-desk';

/** @returns whether the desk itself is calling; its calls are neither counted, limited nor faulted */
export function isDesk(world: World, req: Request): boolean {
  return req.headers[DESK_HEADER] === world.deskMarker;
}

/** Takes `.json` off the path, so every endpoint answers with and without it. */
export const withoutJsonSuffix: RequestHandler = (req, res, next) => {
  const [path = '', query] = req.url.split(/\?(.*)/s);
  res.locals.hadJsonSuffix = path.endsWith('.json');
  res.locals.url = req.url;
  if (res.locals.hadJsonSuffix) {
    req.url = path.slice(0, -'.json'.length) + (query === undefined ? '' : `?${query}`);
  }
  next();
};

/** Counts the call and lets a rehearsed fault have it first. */
export function countAndFail(world: World): RequestHandler {
  return async (req, res, next) => {
    if (isDesk(world, req)) return next();
    const { method, path } = req;
    const at = world.clock.now();
    world.calls.count(method, path);
    res.once('finish', () => world.calls.answered({ at, method, path, status: res.statusCode }));
    const fault = world.faults.take(method, path);
    if (!fault) return next();
    const { status, drop, delayMs } = fault;
    if (drop === 'before') {
      await delay(delayMs);
      req.socket.destroy();
      return;
    }
    res.locals.cut = drop;
    if (status === undefined) {
      res.locals.delayMs = delayMs;
      return next();
    }
    await delay(delayMs);
    answerFault(req, res, status, fault);
  };
}

/** Waits as a fault says, once the body is here: the call is then carried out although its sender has gone. */
export function delayed(res: Response): Promise<void> {
  return delay(res.locals.delayMs as number | undefined);
}

async function delay(milliseconds: number | undefined): Promise<void> {
  if (milliseconds !== undefined) await sleep(milliseconds, undefined, { ref: false });
}

function answerFault(req: Request, res: Response, status: number, fault: Fault): void {
  const headers: Record<string, string> = {};
  if (fault.retryAfter !== undefined) headers['retry-after'] = String(fault.retryAfter);
  if (fault.contentType !== undefined) headers['content-type'] = fault.contentType;
  // The sender may still be sending; it must be able to finish to read the answer.
  req.resume();
  deliver(res, { status, body: fault.body ?? usualBody(status), headers });
}
