import { Router, type Response } from 'express';
import { answer } from './api';
import type { Cut } from './deliver';
import { recordNotFound } from './errors';
import { countAndFail } from './intercept';
import type { Attachment } from './records';
import type { World } from './world';

/**
 * Files by their capability address. As at Zendesk, the address named in the API answers 302 and
 * another one, standing for the object store, gives the bytes; neither asks who is there.
 */
export function createContent(world: World): Router {
  const router = Router();
  const watched = countAndFail(world);
  router.get('/attachments/token/:token', watched, (req, res) =>
    answer(res, {}, () => {
      const attachment = byToken(world, String(req.params.token));
      return { status: 302, headers: { location: `/object-store/${attachment.token}` } };
    }),
  );
  router.get('/object-store/:token', watched, async (req, res) => {
    const attachment = [...world.state.attachments.values()].find(
      ({ token }) => token === req.params.token,
    );
    if (!attachment || !(await world.blobs.exists(attachment.blob))) {
      return answer(res, {}, () => Promise.reject(recordNotFound()));
    }
    sendFile(world, res, attachment);
  });
  return router;
}

function byToken({ state }: World, token: string): Attachment {
  const attachment = [...state.attachments.values()].find((one) => one.token === token);
  if (!attachment) throw recordNotFound();
  return attachment;
}

function sendFile(world: World, res: Response, attachment: Attachment): void {
  const cut = res.locals.cut as Cut;
  if (cut === 'after') {
    res.socket?.destroy();
    return;
  }
  const name = encodeURIComponent(attachment.fileName);
  res.setHeader('content-type', attachment.contentType);
  res.setHeader('content-length', attachment.size);
  res.setHeader('content-disposition', `attachment; filename*=UTF-8''${name}`);
  res.setHeader('x-content-type-options', 'nosniff');
  const end = cut === 'half' ? Math.floor(attachment.size / 2) : attachment.size;
  const file = world.blobs.read(attachment.blob, end);
  file.on('error', () => res.socket?.destroy());
  file.on('end', () => (cut === 'half' ? res.socket?.destroy() : res.end()));
  res.on('close', () => file.destroy());
  file.pipe(res, { end: false });
}
