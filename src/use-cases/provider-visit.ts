import type { Browser } from '../domain/browser';
import type { ProviderPurpose } from '../domain/provider-identity';
import { SIGN_IN_RULES } from '../domain/sign-in-rules';
import type { Provider } from '../domain/way-in';
import { AppError } from '../errors';
import type { ProviderRequests } from '../storage/provider-requests';
import type { Tallies } from '../storage/tallies';
import type { CodeSeal } from './code-seal';

export type ProviderVisitDeps = {
  providerRequests: Pick<ProviderRequests, 'add' | 'take'>;
  tallies: Pick<Tallies, 'count'>;
  seal: Pick<CodeSeal, 'browser' | 'token'>;
  randomBytes: (count: number) => Buffer;
  now: () => Date;
};

/** A browser on its way to a provider. */
export interface ProviderVisit {
  readonly provider: Provider;
  readonly purpose: ProviderPurpose;
  /** Who links; null for whoever signs in. */
  readonly personId: string | null;
  readonly browser: Browser;
  /** PKCE (RFC 7636): the provider's code is worth nothing without it, and it never leaves us before. */
  readonly verifier: string;
}

/** What a browser that came back had gone for. */
export type EndedVisit = Pick<ProviderVisit, 'purpose' | 'personId' | 'verifier'>;

/**
 * Remembers which browser goes to a provider and what for.
 *
 * @returns the `state` by which its return is recognised (RFC 6749, section 10.12): 256 random bits
 * @throws AppError `rate_limited`
 */
export async function beginProviderVisit(
  deps: ProviderVisitDeps,
  { provider, purpose, personId, browser, verifier }: ProviderVisit,
): Promise<string> {
  const { providerRequests, seal, randomBytes } = deps;
  const createdAt = deps.now();
  await limitVisits(deps, browser.address, createdAt);
  const state = randomBytes(32).toString('base64url');
  await providerRequests.add({
    ...{ provider, purpose, personId, verifier, createdAt },
    stateHash: seal.token(state),
    visitHash: seal.browser(browser.visit),
    expiresAt: new Date(createdAt.getTime() + SIGN_IN_RULES.providerRequestLifetime),
  });
  return state;
}

/**
 * @returns what the browser had gone there for: once, within ten minutes, for the browser and the
 *   provider it was begun with
 * @throws AppError `invalid` (details.reason `provider_visit_ended`)
 */
export async function endProviderVisit(
  { providerRequests, seal, now }: Omit<ProviderVisitDeps, 'tallies' | 'randomBytes'>,
  { provider, state, browser }: { provider: Provider; state: string; browser: Browser },
): Promise<EndedVisit> {
  const request = await providerRequests.take(seal.token(state));
  const isOurs =
    request !== null &&
    request.provider === provider &&
    request.visitHash === seal.browser(browser.visit) &&
    request.expiresAt > now();
  if (!isOurs) {
    throw new AppError('invalid', 'Nobody is waited for with this answer of a provider.', {
      details: { reason: 'provider_visit_ended' },
    });
  }
  const { purpose, personId, verifier } = request;
  return { purpose, personId, verifier };
}

async function limitVisits(
  { tallies }: Pick<ProviderVisitDeps, 'tallies'>,
  address: string,
  at: Date,
): Promise<void> {
  const { providerRequestsPerAddress: most, providerRequestsWindow: lasting } = SIGN_IN_RULES;
  const { count, endsAt } = await tallies.count(`visits to providers of ${address}`, lasting, at);
  if (count <= most) return;
  throw new AppError('rate_limited', 'Too many visits to providers from one address.', {
    retryAfter: Math.ceil((endsAt.getTime() - at.getTime()) / 1000),
  });
}
