import type { Request } from 'express';
import type { Flash } from './middleware/session';

/** Leaves a sentence for the next page. Saved before the redirect: browsers follow faster than a session is written. */
export function leaveFlash(request: Request, flash: Flash): Promise<void> {
  request.session.flash = flash;
  return new Promise((resolve, reject) => {
    request.session.save((error) => (error ? reject(error as Error) : resolve()));
  });
}

/** @returns the sentence left for this page, once */
export function takeFlash(request: Request): Flash | undefined {
  const { flash } = request.session;
  delete request.session.flash;
  return flash;
}
