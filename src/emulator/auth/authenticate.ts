import type { IncomingMessage } from 'node:http';
import { forbidden, invalidToken, unauthenticated } from '../errors';
import type { User } from '../records';
import { findUserByEmail } from '../users';
import type { World } from '../world';
import { allows } from './scopes';

/** Who calls, and with which scopes; API tokens carry every right of their user. */
export interface Credentials {
  user: User;
  scopes: string[] | 'all';
}

/**
 * Reads the Authorization header: a Bearer access token, or Basic `{email}/token:{api token}`.
 * @returns who calls, or undefined for nobody and for a password, which no longer signs anybody in
 * Throws 401 for a token that is wrong or no longer valid.
 */
export function authenticate(
  world: World,
  headers: IncomingMessage['headers'],
): Credentials | undefined {
  const [kind, secret = ''] = (headers.authorization ?? '').split(' ');
  const scheme = kind?.toLowerCase();
  if (scheme === 'bearer') return byAccessToken(world, secret);
  if (scheme === 'basic') return byApiToken(world, secret);
  return undefined;
}

/**
 * An admin acts for an end user by their id, or by their e-mail as some clients do.
 * https://developer.zendesk.com/documentation/ticketing/managing-tickets/making-api-requests-on-behalf-of-end-users/
 * Throws 403 when the caller may not, or there is no such end user.
 */
export function onBehalfOf({ state }: World, caller: Credentials, wish: string): Credentials {
  const mayImpersonate = caller.scopes === 'all' || caller.scopes.includes('impersonate');
  if (caller.user.role !== 'admin' || !mayImpersonate) throw forbidden();
  const user = /^\d+$/.test(wish) ? state.users.get(Number(wish)) : findUserByEmail(state, wish);
  if (user?.role !== 'end-user' || user.suspended) throw forbidden();
  return { user, scopes: caller.scopes };
}

/** Throws 403 when the token's scopes do not reach the endpoint. */
export function requireScope(caller: Credentials, resource: string, method: string): void {
  if (caller.scopes !== 'all' && !allows(caller.scopes, resource, method)) throw forbidden();
}

function byAccessToken({ state, clock }: World, secret: string): Credentials {
  const token = state.accessTokens.get(secret);
  const user = state.users.get(token?.userId ?? 0);
  if (!token || !user || user.suspended || Date.parse(token.expiresAt) <= clock.now()) {
    throw invalidToken();
  }
  return { user, scopes: token.scopes };
}

function byApiToken({ state }: World, secret: string): Credentials | undefined {
  const [name = '', ...rest] = Buffer.from(secret, 'base64').toString().split(':');
  if (!name.endsWith('/token')) return undefined;
  const user = findUserByEmail(state, name.slice(0, -'/token'.length));
  if (!user || user.suspended || !state.apiTokens.has(rest.join(':'))) throw unauthenticated();
  return { user, scopes: 'all' };
}
