import type { Response } from 'express';
import type { Reply } from './call';

/** Where a rehearsed fault cuts the connection once the call has been processed. */
export type Cut = 'after' | 'half' | undefined;

/**
 * Sends an answer, or cuts the connection where a fault says so.
 * A body that is a string goes out as plain text, anything else as JSON.
 */
export function deliver(res: Response, { status, body, headers = {} }: Reply): void {
  if (!res.socket || res.headersSent) return;
  const cut = res.locals.cut as Cut;
  if (cut === 'after') {
    res.socket.destroy();
    return;
  }
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const bytes = body === undefined ? Buffer.alloc(0) : Buffer.from(text);
  res.status(status);
  if (body !== undefined) res.setHeader('content-type', `${type}; charset=utf-8`);
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  if (status !== 204) res.setHeader('content-length', bytes.length);
  if (cut === 'half') {
    res.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => res.socket?.destroy());
    return;
  }
  res.end(status === 204 ? undefined : bytes);
}
