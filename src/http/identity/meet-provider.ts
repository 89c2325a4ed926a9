import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { TokenError } from 'passport-oauth2';
import type { ProviderIdentity } from '../../domain/provider-identity';
import type { Provider } from '../../domain/way-in';
import { AppError } from '../../errors';
import type { EndedVisit } from '../../use-cases/provider-visit';
import type { Authenticator } from './passport';
import type { Errand } from './provider-visits';

type Exchange = [Request, Response, NextFunction];

/** Sends the browser to the provider, with a new `state` and proof key. */
export function sendToProvider(
  authenticator: Authenticator,
  provider: Provider,
  errand: Errand,
  [request, response, next]: Exchange,
): void {
  // An object as `state` reaches the store (provider-visits.ts), which makes the real one.
  const options = { session: false, state: errand as unknown as string };
  const ask = authenticator.authenticate(provider, options, (error: unknown) => {
    next(error);
  }) as RequestHandler;
  void ask(request, response, next);
}

/**
 * Asks the provider who came back.
 *
 * @returns the identity, and what the browser had gone there for
 * @throws AppError `invalid` (details.reason `provider_visit_ended` | `provider_refused`),
 *   `unavailable` (details.reason `provider_failed`)
 */
export function meetProvider(
  authenticator: Authenticator,
  provider: Provider,
  [request, response, next]: Exchange,
): Promise<{ identity: ProviderIdentity; visit: EndedVisit }> {
  return new Promise((resolve, reject) => {
    const answer = (error: unknown, identity?: unknown, info?: { state?: unknown }) => {
      if (error || !identity) reject(toTrouble(error));
      else {
        resolve({
          identity: identity as ProviderIdentity,
          visit: info?.state as EndedVisit,
        });
      }
    };
    const ask = authenticator.authenticate(provider, { session: false }, answer) as RequestHandler;
    void ask(request, response, next);
  });
}

/** A provider's own words may hold a token: of what it threw only our names for it go on. */
function toTrouble(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const cause = new Error(describe(thrown));
  if (isRefusal(thrown)) {
    const details = { reason: 'provider_refused' };
    return new AppError('invalid', 'A provider did not take our code.', { cause, details });
  }
  const details = { reason: 'provider_failed' };
  return new AppError('unavailable', 'A provider did not answer as it should.', { cause, details });
}

/** The provider was asked for a token and said no: the code was not for us, or not any more. */
function isRefusal(thrown: unknown): boolean {
  return (
    thrown instanceof TokenError ||
    (thrown instanceof Error && thrown.name === 'FacebookTokenError')
  );
}

function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'nobody was named';
  const inner = 'oauthError' in thrown ? thrown.oauthError : undefined;
  if (inner instanceof Error) return inner.message;
  if (typeof inner === 'object' && inner !== null && 'statusCode' in inner) {
    return `HTTP ${String(inner.statusCode)}`;
  }
  const code = 'code' in thrown ? ` ${String(thrown.code).slice(0, 40)}` : '';
  return `${thrown.name}${code}`;
}
