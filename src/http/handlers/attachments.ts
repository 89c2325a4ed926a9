import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { Portal } from '../../use-cases/portal';
import { cleanFileName } from '../forms/file-name';
import { customerOf } from '../middleware/signed-in';
import { ticketIdOf } from './tickets';

/** What a browser may be told a file is; anything else is bytes. None of these can run as a page of ours. */
const CONTENT_TYPES = new Map([
  ['image/png', 'image/png'],
  ['image/jpeg', 'image/jpeg'],
  ['image/gif', 'image/gif'],
  ['image/webp', 'image/webp'],
  ['application/pdf', 'application/pdf'],
  ['text/plain', 'text/plain; charset=utf-8'],
  ['text/csv', 'text/csv; charset=utf-8'],
]);

export function attachmentHandlers(portal: Portal) {
  const open = async (request: Request, response: Response) => {
    const attachmentId = String(request.params['attachmentId']);
    const id = ticketIdOf(request);
    const file = await portal.openAttachment(customerOf(response), id, attachmentId);
    response.attachment(cleanFileName(file.name));
    const type = file.contentType.split(';')[0]?.trim().toLowerCase() ?? '';
    response.set({
      'Content-Type': CONTENT_TYPES.get(type) ?? 'application/octet-stream',
      'Content-Security-Policy': "sandbox; default-src 'none'",
    });
    if (file.size !== null) response.set('Content-Length', String(file.size));
    await pipeline(file.stream, response);
  };

  return { open };
}
