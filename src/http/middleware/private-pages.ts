import type { RequestHandler } from 'express';

/** Pages show one person's tickets: no cache between here and the screen keeps them. */
export const privatePages: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
