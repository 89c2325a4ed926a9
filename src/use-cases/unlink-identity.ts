import type { Customer } from '../domain/customer';
import { PROVIDERS, type Provider, type WayIn } from '../domain/way-in';
import { mayLetGoOf } from '../domain/ways-of-a-person';
import { AppError, notFound } from '../errors';
import type { SendNotice } from '../messages/notices';
import type { Identities } from '../storage/identities';

export type ListIdentitiesDeps = {
  identities: Pick<Identities, 'listOf' | 'waysOf'>;
  /** The ways in that are switched on. */
  waysIn: readonly WayIn[];
};

export type UnlinkIdentityDeps = {
  identities: Pick<Identities, 'unlink'>;
  waysIn: readonly WayIn[];
  sendNotice: SendNotice;
  now: () => Date;
};

/** A provider as a person's account page shows it. */
export interface ProviderView {
  readonly provider: Provider;
  readonly linked: { email: string | null; name: string | null; since: Date } | null;
  /** Whether there is another way in; the last one stays. */
  readonly mayUnlink: boolean;
}

/** @returns the providers that are open, and those that are not but are linked */
export async function listIdentities(
  { identities, waysIn }: ListIdentitiesDeps,
  customer: Customer,
): Promise<ProviderView[]> {
  const linked = await identities.listOf(customer.id);
  const own = await identities.waysOf(customer.id);
  return PROVIDERS.flatMap((provider) => {
    const identity = linked.find((candidate) => candidate.provider === provider);
    if (!identity && !waysIn.includes(provider)) return [];
    const shown = identity && {
      email: identity.email,
      name: identity.name,
      since: identity.linkedAt,
    };
    const mayUnlink = identity !== undefined && mayLetGoOf(provider, { open: waysIn, own });
    return [{ provider, linked: shown ?? null, mayUnlink }];
  });
}

/**
 * The identity opens this person's door no more. They are told by mail.
 *
 * @throws AppError `not_found` when nothing is linked, `conflict` (details.reason `last_way_in`)
 */
export async function unlinkIdentity(
  { identities, waysIn, sendNotice, now }: UnlinkIdentityDeps,
  customer: Customer,
  provider: Provider,
  about: { device: string },
): Promise<void> {
  const outcome = await identities.unlink(customer.id, provider, (own) =>
    mayLetGoOf(provider, { open: waysIn, own }),
  );
  if (outcome === 'absent') throw notFound('linked identity');
  if (outcome === 'refused') {
    throw new AppError('conflict', 'The last way in stays.', {
      details: { reason: 'last_way_in' },
    });
  }
  const { email: to, locale } = customer;
  sendNotice('provider_unlinked', { to, locale, at: now(), device: about.device });
}
