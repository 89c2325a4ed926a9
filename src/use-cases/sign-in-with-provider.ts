import type { Browser } from '../domain/browser';
import type { ProviderIdentity } from '../domain/provider-identity';
import type { Identities } from '../storage/identities';
import type { People } from '../storage/people';
import type { Entry } from './entry';
import { offerIdentity, type OfferedIdentity, type OfferIdentityDeps } from './offer-identity';
import { passFirstStep, type PassFirstStepDeps } from './pass-first-step';

export type SignInWithProviderDeps = OfferIdentityDeps &
  PassFirstStepDeps & {
    identities: Pick<Identities, 'ownerOf' | 'noteUse'>;
    people: Pick<People, 'find'>;
  };

/**
 * The first step by Google or Facebook. Whose identity it is was said when it was linked; the address
 * it brings counts for nothing, verified or not, so an unknown one is only offered to be linked.
 */
export async function signInWithProvider(
  deps: SignInWithProviderDeps,
  { identity, browser }: { identity: ProviderIdentity; browser: Browser },
): Promise<Entry | OfferedIdentity> {
  const owner = await deps.identities.ownerOf(identity);
  const customer = owner === null ? null : await deps.people.find(owner);
  if (customer === null) {
    return offerIdentity(deps, identity, { purpose: 'sign_in', personId: null });
  }
  await deps.identities.noteUse(identity, deps.now());
  return passFirstStep(deps, { customer, way: identity.provider, browser });
}
