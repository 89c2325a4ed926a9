import type { Readable } from 'node:stream';
import { AppError, notFound } from '../errors';
import { isAllowedHost } from './allowed-host';
import type { HttpLine, OpenAnswer } from './http-line';
import type { Transport } from './transport';

const MOST_REDIRECTS = 3;

export interface OpenedAttachment {
  /** Ends with an error when the file stops flowing. */
  readonly stream: Readable;
  readonly contentType: string | null;
  /** Bytes, when told. */
  readonly size: number | null;
}

export type ZendeskAttachments = ReturnType<typeof bindAttachments>;

/**
 * Files support has. Their addresses open them for anybody, so they are fetched here and never
 * handed on; our token goes to Zendesk's own origin and to no host it redirects to.
 * https://developer.zendesk.com/documentation/ticketing/managing-tickets/accessing-end-user-uploaded-attachments/
 */
export function bindAttachments(deps: { transport: Transport; line: HttpLine; origin: string }) {
  const { transport, line, origin } = deps;

  /** @throws AppError `not_found`, `unavailable` (details.reason `host_not_allowed`, `too_many_redirects`) */
  async function open(contentUrl: string): Promise<OpenedAttachment> {
    let url = contentUrl;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const answer = await fetchFrom(url);
      const location = answer.status >= 300 ? answer.headers.get('location') : null;
      if (answer.status < 300) return toOpened(answer);
      answer.body.destroy();
      if (location === null || !URL.canParse(location, url)) throw unusable('no_location');
      url = new URL(location, url).href;
    }
    throw unusable('too_many_redirects');
  }

  async function fetchFrom(url: string): Promise<OpenAnswer> {
    if (!isAllowedHost(url, origin)) throw unusable('host_not_allowed');
    // Compressed on the way, the announced size would not be the file's.
    const headers = { accept: '*/*', 'accept-encoding': 'identity' };
    if (new URL(url).origin === origin) {
      return transport.open({ lane: 'page', method: 'GET', url, headers });
    }
    const answer = await line.open({ method: 'GET', url, headers: new Headers(headers) });
    if (answer.status < 400) return answer;
    answer.body.destroy();
    throw answer.status === 404 ? notFound('attachment') : unusable(`status_${answer.status}`);
  }

  return { open };
}

function toOpened({ headers, body }: OpenAnswer): OpenedAttachment {
  const length = headers.get('content-length');
  const plain = headers.get('content-encoding') === null;
  return {
    stream: body,
    contentType: headers.get('content-type'),
    size: plain && length !== null && /^\d+$/.test(length) ? Number(length) : null,
  };
}

function unusable(reason: string): AppError {
  return new AppError(
    'unavailable',
    'The attachment cannot be fetched from where Zendesk keeps it.',
    {
      details: { reason, outcome: 'unknown' },
    },
  );
}
