import type { Request } from 'express';
import type { StateStore } from 'passport-oauth2';
import type { Provider } from '../../domain/way-in';
import type { Portal } from '../../use-cases/portal';
import type { ProviderVisit } from '../../use-cases/provider-visit';
import type { Browsers } from '../middleware/browser';

/** What a strategy is told when a browser is sent to its provider. */
export type Errand = Omit<ProviderVisit, 'provider' | 'verifier'>;

type Done = (error: unknown, ...rest: unknown[]) => void;

/**
 * Where passport-oauth2 keeps `state` and the proof key: in the portal's table, bound to the browser,
 * instead of in a session nobody has yet. It tells its own stores apart by how many parameters their
 * functions take.
 */
export function providerVisits(portal: Portal, browsers: Browsers, provider: Provider): StateStore {
  const store = (
    _request: Request,
    verifier: string,
    errand: Errand,
    _meta: object,
    done: Done,
  ) => {
    portal
      .beginProviderVisit({ ...errand, provider, verifier })
      .then((state) => done(null, state), done);
  };
  const verify = (request: Request, state: unknown, done: Done) => {
    const given = typeof state === 'string' ? state : '';
    portal
      .endProviderVisit({ provider, state: given, browser: browsers.of(request) })
      .then((visit) => done(null, visit.verifier, visit), done);
  };
  // Its types know neither the proof key nor that `verify` may hand one on.
  return { store, verify } as unknown as StateStore;
}
