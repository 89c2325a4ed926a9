import type { Response } from 'express';
import { h, type FunctionComponent, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Frame } from './pages/layout';

/**
 * Answers with a page. The frame around it comes from the request; `props` are the page's own.
 *
 * @param status the answer's status; anything but 200 comes from `statusOf` (answer-error.ts)
 */
export function sendPage<Props extends object>(
  response: Response,
  page: FunctionComponent<Props & { frame: Frame }>,
  props: Props,
  status = 200,
): void {
  const html = render(h(page, { ...props, frame: frameOf(response) }));
  response.status(status).type('html').send(html);
}

/** @returns the whole document */
export function render<Props>(page: VNode<Props>): string {
  return `<!doctype html>${renderToString(page as VNode)}`;
}

/** @returns the frame of this request's page */
export function frameOf(response: Response): Frame {
  const { words, site, customer, csrfToken } = response.locals;
  const { method, originalUrl } = response.req;
  return {
    words,
    site,
    customer,
    csrfToken: csrfToken(),
    // A refused form stands at an address that only takes posts; its language form goes home.
    path: method === 'GET' ? originalUrl : '/tickets',
  };
}
