import { z } from 'zod';
import { AppError } from '../errors';
import type { RawObject } from './configuration';
import type { ConfigurationCall } from './configuration-call';
import { readShape } from './read-body';
import { listPage } from './wire/list-page';

/**
 * Walks a list by cursor, a hundred at a time; on the last page there still is a link, and only
 * `has_more` says so. The lists that know no cursor answer whole, or by page number.
 * https://developer.zendesk.com/api-reference/introduction/pagination/#using-cursor-pagination
 * @param many the member of the body that holds the things
 */
export async function listPages(
  call: ConfigurationCall,
  path: string,
  many: string,
  schema: z.ZodType<RawObject>,
): Promise<RawObject[]> {
  const found: RawObject[] = [];
  const asked = new Set<string>();
  for (let query: string | null = 'page[size]=100'; query !== null;) {
    if (asked.has(query)) throw endless(many);
    asked.add(query);
    const json: RawObject = await call('GET', `${path}?${query}`);
    found.push(...readShape(z.array(schema), json[many], `a list of ${many}`));
    query = nextQuery(json, many, asked.size + 1);
  }
  return found;
}

function nextQuery(json: RawObject, many: string, number: number): string | null {
  const { meta, next_page: nextPage } = readShape(listPage, json, `a list of ${many}`);
  if (meta) {
    if (!meta.has_more) return null;
    if (!meta.after_cursor) throw endless(many);
    return `page[size]=100&page[after]=${encodeURIComponent(meta.after_cursor)}`;
  }
  return nextPage ? `per_page=100&page=${number}` : null;
}

function endless(many: string): AppError {
  return new AppError('unavailable', `Zendesk's list of ${many} does not end.`, {
    details: { outcome: 'unknown', reason: 'wrong_shape' },
  });
}
