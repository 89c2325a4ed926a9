import { AppError } from '../errors';

interface Page {
  readonly next_page?: unknown;
  readonly links?: { readonly next?: unknown } | null;
  readonly meta?: { readonly has_more?: unknown } | null;
}

/**
 * Makes the links of a list safe to follow blindly, which is what node-zendesk does. Behind a
 * mapped host or a proxy they name another origin, where our token must not go; on the last page
 * of a cursor list there still is a link, and only `has_more` says so.
 * https://developer.zendesk.com/api-reference/introduction/pagination/#using-cursor-pagination
 * @param url the address the body came from
 * @throws AppError `unavailable` when a link leads out of the API, or nowhere
 */
export function sameOriginLinks(body: unknown, url: string): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const page: Page = body;
  if (page.meta?.has_more === false) return { ...page, next_page: null, links: null };
  const { next_page: byOffset, links } = page;
  return {
    ...page,
    ...(typeof byOffset === 'string' ? { next_page: onOrigin(byOffset, url) } : {}),
    ...(typeof links?.next === 'string' ? { links: { next: onOrigin(links.next, url) } } : {}),
  };
}

function onOrigin(link: string, url: string): string {
  const { origin } = new URL(url);
  const target = URL.canParse(link, url) ? new URL(link, url) : undefined;
  if (!target?.pathname.startsWith('/api/v2/') || sameList(target, new URL(url))) {
    throw new AppError('unavailable', 'Zendesk linked to a next page that is none.', {
      details: { outcome: 'unknown', reason: 'wrong_shape' },
    });
  }
  return `${origin}${target.pathname}${target.search}`;
}

/** A page that links to itself would be walked for ever; the order and escaping of a query vary. */
function sameList(one: URL, other: URL): boolean {
  const query = ({ searchParams }: URL) => [...searchParams].map(String).sort().join('&');
  return one.pathname === other.pathname && query(one) === query(other);
}
