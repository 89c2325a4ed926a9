import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Cookies } from './cookies';
import { RETURN_SECONDS } from './middleware/signed-in';
import { toReturnPath } from './return-path';

/**
 * Brings a visitor back to the offer once they are signed in, and keeps in its address the page they had
 * wanted before.
 */
export function rememberOffer(cookies: Cookies, request: Request, response: Response): void {
  const { path } = request;
  const remembered = toReturnPath(cookies.read(request, 'return'));
  if (remembered?.startsWith(path)) return;
  const wanted = remembered?.startsWith('/identities/') ? undefined : remembered;
  const query = wanted === undefined ? '' : `?${new URLSearchParams({ return: wanted })}`;
  cookies.write(response, 'return', path + query, RETURN_SECONDS);
}

const carried = z.object({ return: z.string().optional() }).catch({});

/**
 * @param source the offer's address or its form
 * @returns where to go once it is answered
 */
export function pageAfterOffer(source: unknown): string {
  return toReturnPath(carried.parse(source).return) ?? '/tickets';
}
