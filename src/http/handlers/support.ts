import type { Request, Response } from 'express';
import { readSupportLink } from '../forms/support-link';
import type { Languages } from '../middleware/locale';

/** The link behind "Support" in VTEX Help. Whoever has to sign in first is brought back by the page it leads to. */
export function supportHandlers(languages: Languages) {
  const arrive = (request: Request, response: Response) => {
    const { locale, address } = readSupportLink(request.originalUrl);
    if (locale !== undefined) languages.remember(response, locale);
    response.redirect(303, address);
  };

  return { arrive };
}
