import type { Request, Response } from 'express';
import type { Browser } from '../../domain/browser';
import { SIGN_IN_RULES } from '../../domain/sign-in-rules';
import type { Cookies } from '../cookies';
import { nameDevice } from '../device';
import type { Visits } from './visit';

/** What the portal knows of the browser that asks. */
export interface Browsers {
  /** @returns it as it is; `visit` is empty for one that has never seen a form of ours */
  of(request: Request): Browser;
  /** @returns it with a visit id, given to it now when it had none */
  begin(request: Request, response: Response): Browser;
  /**
   * A token of its own at every sign-in: one that somebody else put into this browser, and knows, is
   * worth nothing afterwards.
   * @returns the token by which the browser is known from now on
   */
  renew(response: Response): string;
}

const TOKEN = /^[\w-]{43}$/;

export function createBrowsers(
  cookies: Cookies,
  visits: Visits,
  random: (bytes: number) => Buffer,
): Browsers {
  const knownOf = (request: Request) => {
    const token = cookies.read(request, 'browser');
    return token !== undefined && TOKEN.test(token) ? token : undefined;
  };
  const describe = (request: Request, visit: string): Browser => ({
    visit,
    known: knownOf(request),
    device: nameDevice(request.headers['user-agent']),
    address: request.ip ?? '',
  });
  return {
    of: (request) => describe(request, visits.idOf(request) ?? ''),
    begin: (request, response) => describe(request, visits.begin(request, response)),
    renew: (response) => {
      const token = random(32).toString('base64url');
      cookies.write(response, 'browser', token, SIGN_IN_RULES.browserLifetime / 1000);
      return token;
    },
  };
}
