import type { RequestHandler, Response } from 'express';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { ProblemPage } from './problem-page';

export function send(res: Response, status: number, page: VNode): void {
  res
    .status(status)
    .set('content-security-policy', "default-src 'self'; frame-ancestors 'none'")
    .set('cache-control', 'no-store')
    .type('html')
    .send(`<!doctype html>${renderToString(page)}`);
}

/** A page of another site must not be able to act from somebody's browser. */
export const sameSite: RequestHandler = (req, res, next) => {
  const site = req.get('sec-fetch-site') ?? 'none';
  if (['same-origin', 'none'].includes(site)) return next();
  send(res, 403, ProblemPage({ sentence: 'This form was sent from another site.' }));
};
