import type { Request, RequestHandler } from 'express';
import { answerGraphError } from './graph-error';
import type { Grant, Logins } from './logins';

/** `GET /me`: only the fields asked for, and of these only what there is. */
export function createMe(logins: Logins): RequestHandler {
  return (request, response) => {
    const token = tokenOf(request);
    const grant = token === undefined ? undefined : logins.findToken(token);
    if (token === undefined || !grant) {
      const message = token
        ? 'Invalid OAuth access token - Cannot parse access token'
        : 'An active access token must be used to query information about the current user.';
      answerGraphError(response, { message, type: 'OAuthException', code: token ? 190 : 2500 });
      return;
    }
    if (request.query['appsecret_proof'] !== logins.proofOf(token)) {
      const message = 'Invalid appsecret_proof provided in the API argument';
      answerGraphError(response, { message, type: 'GraphMethodException', code: 100 });
      return;
    }
    const { fields: asked } = request.query;
    const fields = typeof asked === 'string' ? asked.split(',') : ['name', 'id'];
    const unknown = fields.find((field) => !KNOWN.includes(field));
    if (unknown !== undefined) {
      const message = `(#100) Tried accessing nonexisting field (${unknown}) on node type (User)`;
      answerGraphError(response, { message, type: 'OAuthException', code: 100 });
      return;
    }
    const told = profileOf(grant, logins);
    response.json(
      Object.fromEntries(
        ['id', ...fields].filter((field) => field in told).map((field) => [field, told[field]]),
      ),
    );
  };
}

const KNOWN = ['id', 'name', 'email'];

/** Whoever has no address, or was not asked for it, has no such field. */
function profileOf({ person, scopes }: Grant, logins: Logins): Record<string, string> {
  const { name, email } = person;
  const hasEmail = email !== undefined && scopes.includes('email');
  return { id: logins.scopedId(person), name, ...(hasEmail && { email }) };
}

function tokenOf({ headers, query }: Request): string | undefined {
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  const inQuery = query['access_token'];
  return bearer ?? (typeof inQuery === 'string' ? inQuery : undefined);
}
