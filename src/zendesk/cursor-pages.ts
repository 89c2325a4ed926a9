import { z } from 'zod';
import type { Lane } from './limits';
import { readShape } from './read-body';
import type { Transport } from './transport';

/** https://developer.zendesk.com/api-reference/introduction/pagination/#using-cursor-pagination */
const pageEnd = z.object({
  meta: z.object({ has_more: z.boolean(), after_cursor: z.string().nullish() }).nullish(),
});

/**
 * Walks a list by the hundred, the most a page holds. Lists that do not page are one page.
 * @param path below `/api/v2/`, without a query
 */
export async function* cursorPages<Shape>(
  { transport, origin }: { transport: Transport; origin: string },
  list: {
    readonly lane: Lane;
    readonly path: string;
    readonly shape: z.ZodType<Shape>;
    readonly what: string;
  },
): AsyncGenerator<Shape> {
  const url = new URL(`/api/v2/${list.path}`, origin);
  url.searchParams.set('page[size]', '100');
  for (;;) {
    const { json } = await transport.send({ lane: list.lane, method: 'GET', url: url.href });
    yield readShape(list.shape, json, list.what);
    const { meta } = readShape(pageEnd, json, list.what);
    // On the last page there is a cursor too.
    if (!meta?.has_more || !meta.after_cursor) return;
    url.searchParams.set('page[after]', meta.after_cursor);
  }
}
