import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { StandInClient } from '../options';
import { answerGraphError, type GraphError } from './graph-error';
import type { Logins } from './logins';

const CODE_LIFETIME = 10 * 60_000;
/** About sixty days, as Facebook tells it. */
const TOKEN_SECONDS = 5_183_944;

const asked = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  redirect_uri: z.string(),
  code: z.string(),
  code_verifier: z.string().optional(),
});
type Asked = z.infer<typeof asked>;

/** A code for a token: `/oauth/access_token`, by GET or POST. */
export function createExchange(client: StandInClient, logins: Logins): RequestHandler {
  return (request, response) => {
    const given: unknown = { ...request.query, ...(request.body as object | undefined) };
    const question = asked.safeParse(given);
    const error = question.success
      ? judge(client, logins, question.data)
      : oauth(101, 'Missing client_id, client_secret, redirect_uri or code parameter.');
    if (error || !question.success) {
      answerGraphError(response, error!);
      return;
    }
    const login = logins.findCode(question.data.code)!;
    login.used = true;
    response.json({
      access_token: logins.addToken(login),
      token_type: 'bearer',
      expires_in: TOKEN_SECONDS,
    });
  };
}

function judge(client: StandInClient, logins: Logins, asked: Asked): GraphError | undefined {
  if (asked.client_id !== client.id) {
    return oauth(101, 'Error validating application. Cannot get application info.');
  }
  if (asked.client_secret !== client.secret) return oauth(1, 'Error validating client secret.');
  const login = logins.findCode(asked.code);
  if (!login) return oauth(100, 'Invalid verification code format.');
  if (login.used) return oauth(100, 'This authorization code has been used.', 36009);
  if (Date.now() - login.at > CODE_LIFETIME) {
    return oauth(100, 'This authorization code has expired.', 36007);
  }
  if (login.redirectUri !== asked.redirect_uri) {
    const words = 'Please make sure your redirect_uri is identical to the one you used in the';
    return oauth(100, `Error validating verification code. ${words} OAuth dialog request`, 36008);
  }
  if (login.challenge !== undefined && login.challenge !== challengeOf(asked.code_verifier ?? '')) {
    return oauth(1, 'Invalid code_verifier parameter');
  }
  return undefined;
}

/** RFC 7636, S256. */
function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

function oauth(code: number, message: string, subcode?: number): GraphError {
  return {
    ...{ message, type: 'OAuthException', code },
    ...(subcode !== undefined && { error_subcode: subcode }),
  };
}
