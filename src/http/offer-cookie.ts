import type { Request, Response } from 'express';
import { SIGN_IN_RULES } from '../domain/sign-in-rules';
import { notFound } from '../errors';
import type { OfferHalves } from '../use-cases/link-identity';
import type { Cookies } from './cookies';

/**
 * The browser's half of an offered identity; the other half stands in the page's address. It outlasts
 * the sign-in that has to come between, which the visit's own cookie does not.
 */
export interface OfferCookie {
  keep(response: Response, key: string): void;
  /** @throws `not_found` when the address or the browser has no half */
  halvesOf(request: Request): OfferHalves;
  forget(response: Response): void;
}

const HALF = /^[\w-]{43}$/;

export function createOfferCookie(cookies: Cookies): OfferCookie {
  return {
    keep: (response, key) =>
      cookies.write(response, 'identity', key, SIGN_IN_RULES.unprovedIdentityLifetime / 1000),
    halvesOf: (request) => {
      const { token } = request.params;
      const key = cookies.read(request, 'identity');
      if (typeof token !== 'string' || !HALF.test(token) || !key || !HALF.test(key)) {
        throw notFound('offered identity');
      }
      return { token, key };
    },
    forget: (response) => cookies.clear(response, 'identity'),
  };
}
