import type { RequestHandler } from 'express';
import type { WayIn } from '../../domain/way-in';
import { notFound } from '../../errors';

/** @throws `not_found` behind the door of a way in that is switched off */
export function openWay(way: WayIn): RequestHandler {
  return (_request, response, next) => {
    if (!response.locals.site.waysIn.includes(way)) throw notFound('page');
    next();
  };
}
