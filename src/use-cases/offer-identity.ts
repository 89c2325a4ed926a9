import type { ProviderIdentity, ProviderPurpose } from '../domain/provider-identity';
import { SIGN_IN_RULES } from '../domain/sign-in-rules';
import type { UnprovedIdentities } from '../storage/unproved-identities';
import type { CodeSeal } from './code-seal';

export type OfferIdentityDeps = {
  unprovedIdentities: Pick<UnprovedIdentities, 'add'>;
  seal: Pick<CodeSeal, 'token'>;
  randomBytes: (count: number) => Buffer;
  now: () => Date;
};

/** An identity that waits to be linked: `token` names it in pages and forms, `key` stays in the browser it came from. */
export interface OfferedIdentity {
  readonly kind: 'offered';
  readonly token: string;
  readonly key: string;
}

/**
 * Keeps an identity that opens nobody's door until somebody says, in the same browser and having
 * shown who they are, that it is theirs.
 */
export async function offerIdentity(
  { unprovedIdentities, seal, randomBytes, now }: OfferIdentityDeps,
  identity: ProviderIdentity,
  to: { purpose: ProviderPurpose; personId: string | null },
): Promise<OfferedIdentity> {
  const [token, key] = [
    randomBytes(32).toString('base64url'),
    randomBytes(32).toString('base64url'),
  ];
  const createdAt = now();
  await unprovedIdentities.add(
    { ...identity, ...to },
    {
      tokenHash: seal.token(token),
      browserHash: seal.token(key),
      createdAt,
      expiresAt: new Date(createdAt.getTime() + SIGN_IN_RULES.unprovedIdentityLifetime),
    },
  );
  return { kind: 'offered', token, key };
}
