import type { Request } from 'express';

/**
 * Goes on under a new session id after a fresh proof of identity: whoever copied the old one, from
 * before the proof, gains nothing by it. What a session keeps is listed here, never taken over whole,
 * and its age stays what it was.
 */
export async function renewSession(request: Request, provedAt: Date): Promise<void> {
  const { passport, signedInAt, seenAt, way, device, address } = request.session;
  const kept = { passport, signedInAt, seenAt, way, device, address };
  await new Promise<void>((resolve, reject) => {
    request.session.regenerate((error) => (error ? reject(error as Error) : resolve()));
  });
  Object.assign(request.session, kept, { provedAt: provedAt.getTime() });
  await new Promise<void>((resolve, reject) => {
    request.session.save((error) => (error ? reject(error as Error) : resolve()));
  });
}
