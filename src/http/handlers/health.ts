import type { Request, Response } from 'express';
import type { HttpParts } from '../parts';

/** For whoever keeps the process running: is it alive, and should it get visitors. */
export function healthHandlers(health: HttpParts['health']) {
  const alive = (_request: Request, response: Response) => {
    response.json({ status: 'ok' });
  };

  const ready = async (_request: Request, response: Response) => {
    const { ready, checks } = await health.ready();
    response.status(ready ? 200 : 503).json({ status: ready ? 'ok' : 'not ready', checks });
  };

  return { alive, ready };
}
