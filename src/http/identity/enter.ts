import type { Request, Response } from 'express';
import type { Portal } from '../../use-cases/portal';
import type { Entry } from '../../use-cases/entry';
import type { Cookies } from '../cookies';
import type { Browsers } from '../middleware/browser';
import type { Languages } from '../middleware/locale';
import { takeReturnPath } from '../middleware/signed-in';
import type { Visits } from '../middleware/visit';
import { logIn } from './passport';

interface Deps {
  readonly portal: Portal;
  readonly cookies: Cookies;
  readonly visits: Visits;
  readonly browsers: Browsers;
  readonly languages: Languages;
  readonly now: () => Date;
}

/**
 * Leads whoever passed a step inside, or to the second step. `trust` lets the browser skip it for a
 * while; `to` is where inside they are needed, instead of where they wanted to go.
 */
export type Enter = (
  request: Request,
  response: Response,
  entry: Entry,
  trust?: boolean,
  to?: string,
) => Promise<void>;

export function createEnter({ portal, cookies, visits, browsers, languages, now }: Deps): Enter {
  return async (request, response, entry, trust = false, to) => {
    if (entry.kind === 'second_step') {
      response.redirect(303, '/sign-in/second-step');
      return;
    }
    const { customer, way } = entry;
    const browser = browsers.of(request);
    const token = browsers.renew(response);
    await portal.completeSignIn({ customer, way, browser, token, trust });
    await logIn(request, customer, { at: now(), way, browser });
    const locale = languages.chosen(request);
    if (locale !== undefined) await portal.rememberLocale(customer.id, locale);
    visits.end(response);
    response.redirect(303, to ?? takeReturnPath(cookies, request, response));
  };
}
