import type { RequestHandler } from 'express';

/** For pages that visitors see too: whoever is signed in passes by the other middleware first. */
export function whenSignedIn(middleware: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (response.locals.customer === undefined) next();
    else void middleware(request, response, next);
  };
}
