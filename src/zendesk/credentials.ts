import { AppError, toAppError } from '../errors';
import type { Log } from '../log';
import type { HttpLine } from './http-line';
import { readJson, readShape } from './read-body';
import { toRefusal } from './refusal';
import { oauthTokenBody } from './wire/oauth-token';

export type Auth =
  | {
      readonly kind: 'oauth';
      readonly clientId: string;
      readonly clientSecret: string;
      /** Scopes, separated by spaces. */
      readonly scope?: string;
    }
  | { readonly kind: 'api_token'; readonly email: string; readonly token: string };

export interface Credentials {
  /** @returns the value of the `Authorization` header */
  authorization(): Promise<string>;
  /** @returns another value after Zendesk refused this one with 401, or null when there is none */
  renew(refused: string): Promise<string | null>;
}

interface Deps {
  readonly line: HttpLine;
  /** Zendesk's origin. */
  readonly origin: string;
  readonly log: Log;
  readonly now: () => Date;
}

export function createCredentials(deps: Deps, auth: Auth): Credentials {
  return auth.kind === 'oauth' ? oauthCredentials(deps, auth) : apiToken(deps, auth);
}

/** https://developer.zendesk.com/documentation/api-basics/authentication/oauth-migration/ */
function apiToken({ log }: Deps, auth: Auth & { kind: 'api_token' }): Credentials {
  log.warn(
    { kind: 'api_token' },
    'Zendesk API tokens stop working for good on 2027-04-30. Move to an OAuth client before then.',
  );
  const pair = Buffer.from(`${auth.email}/token:${auth.token}`).toString('base64');
  return { authorization: async () => `Basic ${pair}`, renew: async () => null };
}

/** Milliseconds. A token this close to its end is replaced before it is used. */
const MARGIN = 60_000;

/** https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/ (`client_credentials`) */
function oauthCredentials(deps: Deps, auth: Auth & { kind: 'oauth' }): Credentials {
  let current = { authorization: '', freshUntil: 0 };
  let fetching: Promise<string> | null = null;

  /** Callers that arrive together share one request for a token. */
  function fetchOnce(): Promise<string> {
    fetching ??= fetchToken(deps, auth)
      .then((token) => (current = token).authorization)
      .finally(() => (fetching = null));
    return fetching;
  }

  return {
    authorization: async () =>
      deps.now().getTime() < current.freshUntil ? current.authorization : fetchOnce(),
    renew: async (refused) =>
      current.authorization === refused ? fetchOnce() : current.authorization,
  };
}

async function fetchToken({ line, origin, now }: Deps, auth: Auth & { kind: 'oauth' }) {
  try {
    const answer = await line.exchange({
      method: 'POST',
      url: `${origin}/oauth/tokens`,
      headers: new Headers({ 'content-type': 'application/json', accept: 'application/json' }),
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: auth.clientId,
        client_secret: auth.clientSecret,
        scope: auth.scope,
      }),
    });
    if (answer.status >= 300) throw toRefusal(answer, now());
    const token = readShape(oauthTokenBody, readJson(answer.text), 'an OAuth token');
    const lifetime = (token.expires_in ?? Infinity) * 1000;
    return {
      authorization: `Bearer ${token.access_token}`,
      freshUntil: now().getTime() + lifetime - Math.min(MARGIN, lifetime / 2),
    };
  } catch (thrown) {
    throw toTokenError(thrown);
  }
}

/** The call the token was for has not been made; and whatever Zendesk refused here is our credentials. */
function toTokenError(thrown: unknown): AppError {
  const error = toAppError(thrown);
  const waits = error.code === 'unavailable' || error.code === 'rate_limited';
  const message = waits ? 'Zendesk gave no access token.' : 'Zendesk refused our OAuth client.';
  return new AppError(waits ? error.code : 'internal', message, {
    cause: error,
    details: { ...error.details, outcome: 'not_sent' },
    retryAfter: error.retryAfter,
  });
}
