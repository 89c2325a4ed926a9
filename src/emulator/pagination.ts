import type { Call } from './call';
import { ApiError, invalidAttribute } from './errors';

const MAX_PAGE = 100;
const MAX_DEPTH = 10_000;

export interface Sortable<T> {
  /** What a list can be sorted by, by the name callers use; the first is the default. */
  keys: Record<string, (item: T) => string | number>;
  id: (item: T) => number;
}

interface Page<T> {
  items: T[];
  /** What stands beside the list: links and counts of the kind of paging asked for. */
  envelope: Record<string, unknown>;
}

/**
 * Cursor paging when `page[size]`, `page[after]` or `page[before]` is given, offset paging otherwise.
 * https://developer.zendesk.com/api-reference/introduction/pagination/
 * Throws 400 for a broken cursor, an unknown sort and for pages past 10,000 records.
 */
export function paginate<T>(call: Call, all: readonly T[], sortable: Sortable<T>): Page<T> {
  return isCursor(call) ? cursorPage(call, all, sortable) : offsetPage(call, all, sortable);
}

/** @returns the records as one page by number, for lists Zendesk pages by offset only */
export function offsetPage<T>(call: Call, all: readonly T[], sortable: Sortable<T>): Page<T> {
  const page = positive(call.query.page, 1);
  const size = Math.min(positive(call.query.per_page, MAX_PAGE), MAX_PAGE);
  if (page * size > MAX_DEPTH) throw paginationError('InvalidPaginationDepth');
  const descending = call.query.sort_order === 'desc';
  const sorted = sort(all, sortable, call.query.sort_by, descending);
  const start = (page - 1) * size;
  const link = (number: number) => linkTo(call, { page: String(number) });
  return {
    items: sorted.slice(start, start + size),
    envelope: {
      next_page: start + size < sorted.length ? link(page + 1) : null,
      previous_page: page > 1 ? link(page - 1) : null,
      count: sorted.length,
    },
  };
}

function isCursor(call: Call): boolean {
  return ['page[size]', 'page[after]', 'page[before]'].some((key) => call.query[key] !== undefined);
}

/** `sort_by` is ignored here without a word, as at Zendesk. */
function cursorPage<T>(call: Call, all: readonly T[], sortable: Sortable<T>): Page<T> {
  const size = Math.min(positive(call.query['page[size]'], MAX_PAGE), MAX_PAGE);
  const wish = call.query.sort ?? '';
  const descending = wish.startsWith('-');
  const name = descending ? wish.slice(1) : wish || undefined;
  const sorted = sort(all, sortable, name, descending);
  const key = keyOf(sortable, name);
  const position = (item: T): Position => [key(item), sortable.id(item)];
  const isAfter = (item: T, cursor: Position) =>
    comparePositions(position(item), cursor) * (descending ? -1 : 1) > 0;

  const after = call.query['page[after]'];
  const before = call.query['page[before]'];
  let items: T[];
  let more: boolean;
  if (before !== undefined) {
    const cursor = readCursor(before);
    const earlier = sorted.filter(
      (item) => !isAfter(item, cursor) && comparePositions(position(item), cursor) !== 0,
    );
    items = earlier.slice(-size);
    more = earlier.length > size;
  } else {
    const cursor = after === undefined ? undefined : readCursor(after);
    const later = cursor ? sorted.filter((item) => isAfter(item, cursor)) : sorted;
    items = later.slice(0, size);
    more = later.length > size;
  }
  const cursorOf = (item: T | undefined) => (item ? writeCursor(position(item)) : null);
  const afterCursor = cursorOf(items.at(-1));
  const beforeCursor = cursorOf(items[0]);
  const link = (direction: 'after' | 'before', cursor: string | null) =>
    cursor && linkTo(call, { [`page[${direction}]`]: cursor }, ['page[after]', 'page[before]']);
  return {
    items,
    envelope: {
      meta: { has_more: more, after_cursor: afterCursor, before_cursor: beforeCursor },
      // Links are filled even on the last page; only has_more tells the end.
      links: { prev: link('before', beforeCursor), next: link('after', afterCursor) },
    },
  };
}

/** @returns an address of the same call with other parameters, on the caller's own origin */
export function linkTo(call: Call, change: Record<string, string>, drop: string[] = []): string {
  const url = new URL(call.url, call.origin);
  for (const key of drop) url.searchParams.delete(key);
  for (const [key, value] of Object.entries(change)) url.searchParams.set(key, value);
  return url.toString();
}

type Position = [key: string | number, id: number];

function keyOf<T>({ keys }: Sortable<T>, name: string | undefined): (item: T) => string | number {
  const key = name === undefined ? Object.values(keys)[0] : keys[name];
  if (!key) throw paginationError('InvalidPaginationParameter');
  return key;
}

function sort<T>(
  all: readonly T[],
  sortable: Sortable<T>,
  name: string | undefined,
  descending: boolean,
): T[] {
  const key = keyOf(sortable, name);
  const { id } = sortable;
  const sorted = [...all].sort((a, b) => comparePositions([key(a), id(a)], [key(b), id(b)]));
  return descending ? sorted.reverse() : sorted;
}

function comparePositions([a, aId]: Position, [b, bId]: Position): number {
  if (a === b) return aId - bId;
  return a < b ? -1 : 1;
}

function writeCursor(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function readCursor(text: string): Position {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (Array.isArray(parsed) && parsed.length === 2) return parsed as Position;
  } catch {
    // Anything that does not read as a position is refused below.
  }
  throw invalidAttribute('Invalid page cursor');
}

function positive(text: string | undefined, fallback: number): number {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : fallback;
}

function paginationError(code: string): ApiError {
  return new ApiError(400, {
    errors: [
      { code, title: 'Invalid pagination', detail: `The page asked for is refused: ${code}` },
    ],
  });
}
