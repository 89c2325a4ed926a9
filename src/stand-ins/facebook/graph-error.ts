import { randomBytes } from 'node:crypto';
import type { Response } from 'express';

/** https://developers.facebook.com/docs/graph-api/guides/error-handling */
export interface GraphError {
  readonly message: string;
  readonly type: 'OAuthException' | 'GraphMethodException';
  readonly code: number;
  readonly error_subcode?: number;
}

/** Answers as Graph does: 400, whatever is wrong, and the reason in the body. */
export function answerGraphError(response: Response, error: GraphError): void {
  if (error.code === 190) {
    const words = `OAuth "Facebook Platform" "invalid_token" "${error.message}"`;
    response.set('WWW-Authenticate', words);
  }
  const trace = randomBytes(8).toString('base64url');
  response.status(400).json({ error: { ...error, fbtrace_id: trace } });
}
