import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { requestTo, type BenchBrowser } from './browser';

export const FILE_BYTES = 50 * 1024 * 1024;
const PIECE = Buffer.alloc(64 * 1024, 'bench ');
const BOUNDARY = 'bench-boundary';

/**
 * Sends a request with files of 50 MB, made as they are sent.
 * @returns the address it is answered with, once the portal said yes
 */
export async function sendLargeFiles(
  browser: BenchBrowser,
  account: string,
  files: number,
): Promise<string> {
  const fields = [
    ...(await browser.hiddenFields('/tickets/new')),
    ...Object.entries(requestTo(account)),
  ];
  const parts = {
    fields: fields.map(([name, value]) => part(`name="${name}"`) + value).join(''),
    files: Array.from({ length: files }, (_, file) =>
      part(`name="attachments"; filename="large-${file}.zip"`, 'application/zip'),
    ),
    end: `\r\n--${BOUNDARY}--\r\n`,
  };
  const heads = parts.files.reduce((sum, head) => sum + head.length, 0);
  const length = parts.fields.length + heads + files * FILE_BYTES + parts.end.length;
  return post(browser, bytesOf(parts), length);
}

function part(disposition: string, type?: string): string {
  const typed = type === undefined ? '' : `\r\ncontent-type: ${type}`;
  return `\r\n--${BOUNDARY}\r\ncontent-disposition: form-data; ${disposition}${typed}\r\n\r\n`;
}

function* bytesOf(parts: { fields: string; files: string[]; end: string }): Generator<Buffer> {
  yield Buffer.from(parts.fields);
  for (const head of parts.files) {
    yield Buffer.from(head);
    for (let sent = 0; sent < FILE_BYTES; sent += PIECE.length) yield PIECE;
  }
  yield Buffer.from(parts.end);
}

async function post(
  browser: BenchBrowser,
  body: Iterable<Buffer>,
  length: number,
): Promise<string> {
  const outgoing = request(new URL('/tickets', browser.origin), {
    method: 'POST',
    headers: {
      cookie: browser.cookie,
      'sec-fetch-site': 'same-origin',
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      'content-length': length,
    },
  });
  const answered = new Promise<string>((resolve, reject) => {
    outgoing.on('error', reject).on('response', (answer) => {
      const { statusCode, headers } = answer.resume();
      if (statusCode === 303) resolve(headers.location ?? '');
      else reject(new Error(`The form was answered ${statusCode}.`));
    });
  });
  const [location] = await Promise.all([answered, pipeline(Readable.from(body), outgoing)]);
  return location;
}
