import type { Request, Response } from 'express';
import { z } from 'zod';
import { LOCALES } from '../../domain/locale';
import type { Portal } from '../../use-cases/portal';
import { readStrictly } from '../forms/problems';
import type { Languages } from '../middleware/locale';
import { toReturnPath } from '../return-path';

const languageSchema = z.object({ locale: z.enum(LOCALES), return: z.string().default('') });

export function languageHandlers(portal: Portal, languages: Languages) {
  const change = async (request: Request, response: Response) => {
    const form = readStrictly(languageSchema, request.body);
    const { customer } = response.locals;
    if (customer !== undefined) await portal.rememberLocale(customer.id, form.locale);
    languages.remember(response, form.locale);
    response.redirect(303, toReturnPath(form.return) ?? '/tickets');
  };

  return { change };
}
