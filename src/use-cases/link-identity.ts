import type { Customer } from '../domain/customer';
import type { ProviderIdentity, ProviderPurpose } from '../domain/provider-identity';
import { AppError, notFound } from '../errors';
import type { SendNotice } from '../messages/notices';
import type { Identities } from '../storage/identities';
import type { UnprovedIdentities, UnprovedIdentity } from '../storage/unproved-identities';
import type { CodeSeal } from './code-seal';
import { offerIdentity, type OfferedIdentity, type OfferIdentityDeps } from './offer-identity';

/** The two halves that lead to an offered identity: one from the page, one from the browser. */
export interface OfferHalves {
  readonly token: string;
  readonly key: string;
}

export type ShowOfferDeps = {
  unprovedIdentities: Pick<UnprovedIdentities, 'find' | 'take'>;
  seal: Pick<CodeSeal, 'token'>;
  now: () => Date;
};

export type LinkIdentityDeps = ShowOfferDeps & {
  identities: Pick<Identities, 'ownerOf' | 'listOf' | 'link'>;
  sendNotice: SendNotice;
};

/** @throws AppError `not_found` when it is another browser's, another person's, linked or too old */
export async function showOffer(
  { unprovedIdentities, seal, now }: ShowOfferDeps,
  customer: Customer | null,
  { token, key }: OfferHalves,
): Promise<ProviderIdentity> {
  const offer = await unprovedIdentities.find(seal.token(token), seal.token(key), now());
  if (!offer || !isFor(offer, customer)) throw notFound('offered identity');
  return offer;
}

/**
 * What a signed-in person's visit to a provider leads to: nothing when it is linked already, else an
 * offer that only they may take.
 *
 * @throws AppError `conflict` (details.reason `identity_taken` | `provider_taken`)
 */
export async function offerOwnIdentity(
  deps: OfferIdentityDeps & Pick<LinkIdentityDeps, 'identities'>,
  customer: Customer,
  identity: ProviderIdentity,
): Promise<OfferedIdentity | { kind: 'linked' }> {
  if ((await deps.identities.ownerOf(identity)) === customer.id) return { kind: 'linked' };
  await refuseTaken(deps, customer, identity);
  return offerIdentity(deps, identity, { purpose: 'link', personId: customer.id });
}

/**
 * From now on the identity opens this person's door. They are told by mail.
 *
 * @param about.device our words for the browser it was done with
 * @returns what the visit to the provider had been for
 * @throws AppError `not_found` as `showOffer`; `conflict` (details.reason `identity_taken` |
 *   `provider_taken`)
 */
export async function linkIdentity(
  deps: LinkIdentityDeps,
  customer: Customer,
  { token, key }: OfferHalves,
  about: { device: string },
): Promise<{ purpose: ProviderPurpose }> {
  const { identities, unprovedIdentities, seal, sendNotice } = deps;
  const at = deps.now();
  await showOffer(deps, customer, { token, key });
  const offer = await unprovedIdentities.take(seal.token(token), seal.token(key), at);
  if (!offer) throw notFound('offered identity');
  if (!(await identities.link(offer, customer.id, at))) {
    await refuseTaken(deps, customer, offer);
    throw taken('identity_taken');
  }
  const { email: to, locale } = customer;
  sendNotice('provider_linked', { to, locale, at, device: about.device });
  return { purpose: offer.purpose };
}

/** Lets go of an offer; whoever never had it changes nothing. */
export async function declineIdentity(
  { unprovedIdentities, seal, now }: ShowOfferDeps,
  { token, key }: OfferHalves,
): Promise<void> {
  await unprovedIdentities.take(seal.token(token), seal.token(key), now());
}

function isFor({ personId }: UnprovedIdentity, customer: Customer | null): boolean {
  return personId === null || personId === customer?.id;
}

async function refuseTaken(
  { identities }: Pick<LinkIdentityDeps, 'identities'>,
  customer: Customer,
  identity: ProviderIdentity,
): Promise<void> {
  if ((await identities.ownerOf(identity)) !== null) throw taken('identity_taken');
  const own = await identities.listOf(customer.id);
  if (own.some(({ provider }) => provider === identity.provider)) throw taken('provider_taken');
}

function taken(reason: 'identity_taken' | 'provider_taken'): AppError {
  return new AppError('conflict', 'That identity cannot be linked.', { details: { reason } });
}
