import type { Readable } from 'node:stream';
import { readShape } from './read-body';
import type { Transport } from './transport';
import { uploadBody } from './wire/upload';

export interface OutgoingFile {
  readonly name: string;
  readonly contentType: string;
  /** Bytes; the stream must hold exactly as many. */
  readonly size: number;
  readonly stream: Readable;
}

/** Bytes a millisecond: the slowest line we wait for. */
const SLOWEST = 256;

export type ZendeskUploads = ReturnType<typeof bindUploads>;

/**
 * Files on their way to a comment. node-zendesk hangs on buffers, mislabels files and does not
 * read the answer (JSON under text/plain), so these calls go past it.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-attachments/#upload-files
 */
export function bindUploads(deps: { transport: Transport; origin: string; timeoutMs: number }) {
  const { transport, origin, timeoutMs } = deps;

  /** @returns the token a comment names the file by; use it at once, it lives for an hour or less */
  async function send({
    name,
    contentType,
    size,
    stream,
  }: OutgoingFile): Promise<{ token: string }> {
    const url = new URL('/api/v2/uploads.json', origin);
    url.searchParams.set('filename', name);
    try {
      const { json } = await transport.send({
        lane: 'write',
        method: 'POST',
        url: url.href,
        headers: { 'content-type': contentType, 'content-length': String(size) },
        body: stream,
        timeoutMs: timeoutMs + Math.ceil(size / SLOWEST),
      });
      return { token: readShape(uploadBody, json, 'an upload').upload.token };
    } finally {
      // A refusal, or no turn at all, leaves the stream half read and its source open.
      stream.destroy();
    }
  }

  return { send };
}
