import type { Request, RequestHandler } from 'express';
import { SIGN_IN_RULES } from '../../domain/sign-in-rules';
import { refusal } from '../refusal';

/** @returns whether the person showed who they are recently enough to change what opens the door */
export function isProved(request: Request, now: Date): boolean {
  const { provedAt = 0 } = request.session;
  return now.getTime() - provedAt <= SIGN_IN_RULES.proofLifetime;
}

/**
 * Stands behind `signedIn` before everything that changes a way in, the second step or sessions.
 * @throws `forbidden` (details.reason `proof_needed`), which is answered with the page that asks for it
 */
export function createProved(now: () => Date): RequestHandler {
  return (request, _response, next) => {
    if (!isProved(request, now())) {
      throw refusal('proof_needed', 'A fresh proof of identity is needed.');
    }
    next();
  };
}
