import type { Request, RequestHandler } from 'express';
import { LOCALES, toLocale, type Locale } from '../../domain/locale';
import type { Cookies } from '../cookies';
import type { Words } from '../words';

const A_YEAR = 365 * 24 * 60 * 60;

export interface Languages {
  /** Chooses the language before anything is known about the person, so even early errors speak it. */
  readonly choose: RequestHandler;
  /** Gives a person without a choice in this browser the language they are known to read. */
  readonly preferPersons: RequestHandler;
  readonly remember: (response: Parameters<RequestHandler>[1], locale: Locale) => void;
  /** @returns what was chosen in this browser, by a link or by the language form */
  chosen(request: Request): Locale | undefined;
}

/** `?locale=`, then this browser's choice, then the person's language, then Accept-Language. */
export function createLanguages(cookies: Cookies, words: Record<Locale, Words>): Languages {
  const asked = (request: Request) => {
    const { locale } = request.query;
    return typeof locale === 'string' ? toLocale(locale) : undefined;
  };
  const chosen = (request: Request) => asked(request) ?? toLocale(cookies.read(request, 'locale'));
  const remember: Languages['remember'] = (response, locale) =>
    cookies.write(response, 'locale', locale, A_YEAR);
  return {
    chosen,
    remember,
    choose: (request, response, next) => {
      const link = asked(request);
      if (link !== undefined) remember(response, link);
      const choice = link ?? toLocale(cookies.read(request, 'locale'));
      response.locals.hasChosenLanguage = choice !== undefined;
      response.locals.words = words[choice ?? accepted(request)];
      next();
    },
    preferPersons: (_request, response, next) => {
      const { customer, hasChosenLanguage } = response.locals;
      if (customer !== undefined && !hasChosenLanguage) {
        response.locals.words = words[customer.locale];
      }
      next();
    },
  };
}

/** Accept-Language, most wanted first; English for a browser that wants none of ours. */
function accepted(request: Request): Locale {
  const [best] = request.acceptsLanguages().flatMap((tag) => toLocale(tag) ?? []);
  return best ?? LOCALES[0];
}
