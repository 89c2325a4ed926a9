import type { Request, RequestHandler, Response } from 'express';
import type { Customer } from '../../domain/customer';
import { AppError } from '../../errors';
import type { Cookies } from '../cookies';
import { toReturnPath } from '../return-path';

export const RETURN_SECONDS = 60 * 60;

/** Puts the person Passport read from the session at the handlers' disposal. */
export const recogniseCustomer: RequestHandler = (request, response, next) => {
  response.locals.customer = request.user as Customer | undefined;
  next();
};

/** @throws `unauthenticated` for anybody who is not signed in */
export const signedIn: RequestHandler = (_request, response, next) => {
  customerOf(response);
  next();
};

/** @returns the signed-in person behind a `signedIn` route */
export function customerOf(response: Response): Customer {
  const { customer } = response.locals;
  if (customer === undefined) throw new AppError('unauthenticated', 'Nobody is signed in.');
  return customer;
}

/** Remembers the page somebody wanted before they had to sign in, or to show once more who they are. */
export function rememberReturnPath(cookies: Cookies, request: Request, response: Response): void {
  const path = request.method === 'GET' ? toReturnPath(request.originalUrl) : undefined;
  if (path !== undefined) cookies.write(response, 'return', path, RETURN_SECONDS);
  else if (cookies.read(request, 'return') !== undefined) cookies.clear(response, 'return');
}

/** @returns the remembered page, once; `otherwise` when there is none */
export function takeReturnPath(
  cookies: Cookies,
  request: Request,
  response: Response,
  otherwise = '/tickets',
): string {
  const path = toReturnPath(cookies.read(request, 'return'));
  cookies.clear(response, 'return');
  return path ?? otherwise;
}
