import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ApiError } from '../errors';
import { toStamp } from '../clock';
import { id, text } from '../params/read-params';
import type { OAuthClient, RefreshToken } from '../records';
import type { Reply } from '../call';
import type { World } from '../world';
import { overlap } from './scopes';

const DEFAULT_ACCESS_SECONDS = 1_800;
const DEFAULT_REFRESH_SECONDS = 2_592_000;

const tokenParams = z.object({
  grant_type: text.optional(),
  client_id: text.optional(),
  client_secret: text.optional(),
  scope: text.optional(),
  refresh_token: text.optional(),
  expires_in: id.optional(),
  refresh_token_expires_in: id.optional(),
});
type TokenParams = z.infer<typeof tokenParams>;

/**
 * Client credentials and refresh; both answer 201. A refresh token works once.
 * https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/
 * Throws 400 and 401 with OAuth's own error names.
 */
export function createTokenForGrantType(world: World, body: unknown): Reply {
  const parsed = tokenParams.safeParse(body);
  if (!parsed.success) throw oauthError(400, 'invalid_request', 'The request is malformed.');
  const params = parsed.data;
  const client = authenticateClient(world, params);
  refuseLifetime('expires_in', params.expires_in, 300, 172_800);
  refuseLifetime('refresh_token_expires_in', params.refresh_token_expires_in, 604_800, 7_776_000);
  if (params.grant_type === 'client_credentials') return clientCredentials(world, client, params);
  if (params.grant_type === 'refresh_token') return refresh(world, client, params);
  throw oauthError(400, 'unsupported_grant_type', 'This grant type is not supported.');
}

function authenticateClient({ state }: World, params: TokenParams): OAuthClient {
  const client = state.oauthClients.get(params.client_id ?? '');
  if (!client || client.secret !== params.client_secret) {
    throw oauthError(401, 'invalid_client', 'The client is unknown or its secret is wrong.');
  }
  return client;
}

function clientCredentials(world: World, client: OAuthClient, params: TokenParams): Reply {
  const scopes = (params.scope ?? 'read').split(/\s+/).filter(Boolean);
  const user = world.state.users.get(client.userId);
  const aboveCeiling = scopes.includes('impersonate') && user?.role !== 'admin';
  if (overlap(scopes) || aboveCeiling) {
    throw oauthError(400, 'invalid_scope', 'The requested scope is invalid or too broad.');
  }
  return { status: 201, body: issueAccess(world, client, scopes, params) };
}

function refresh(world: World, client: OAuthClient, params: TokenParams): Reply {
  const { state, clock } = world;
  const token = state.refreshTokens.get(params.refresh_token ?? '');
  const valid =
    token &&
    !token.used &&
    token.clientIdentifier === client.identifier &&
    Date.parse(token.expiresAt) > clock.now();
  if (!valid)
    throw oauthError(400, 'invalid_grant', 'The refresh token is unknown, used or expired.');
  token.used = true;
  const seconds = params.refresh_token_expires_in ?? DEFAULT_REFRESH_SECONDS;
  const next: RefreshToken = {
    ...token,
    token: randomToken(),
    expiresAt: toStamp(clock.now() + seconds * 1000),
    used: false,
  };
  state.refreshTokens.set(next.token, next);
  const access = issueAccess(world, client, token.scopes, params);
  return {
    status: 201,
    body: { ...access, refresh_token: next.token, refresh_token_expires_in: seconds },
  };
}

function issueAccess(world: World, client: OAuthClient, scopes: string[], params: TokenParams) {
  const { state, clock } = world;
  const seconds = params.expires_in ?? DEFAULT_ACCESS_SECONDS;
  const token = randomToken();
  forgetExpired(world);
  state.accessTokens.set(token, {
    token,
    clientIdentifier: client.identifier,
    userId: client.userId,
    scopes,
    expiresAt: toStamp(clock.now() + seconds * 1000),
  });
  world.changed();
  return {
    access_token: token,
    token_type: 'bearer',
    scope: scopes.join(' '),
    expires_in: seconds,
  };
}

function forgetExpired({ state, clock }: World): void {
  for (const { token, expiresAt } of state.accessTokens.values()) {
    if (Date.parse(expiresAt) <= clock.now()) state.accessTokens.delete(token);
  }
}

function refuseLifetime(name: string, seconds: number | undefined, over: number, under: number) {
  if (seconds === undefined || (seconds > over && seconds < under)) return;
  const sentence = `${name} must be more than ${over} and less than ${under} seconds.`;
  throw oauthError(400, 'invalid_request', sentence);
}

function oauthError(status: number, error: string, description: string): ApiError {
  return new ApiError(status, { error, error_description: description });
}

function randomToken(): string {
  return randomBytes(32).toString('hex');
}
