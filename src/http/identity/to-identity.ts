import type { ProviderIdentity } from '../../domain/provider-identity';
import { toEmail } from '../../domain/sign-in-rules';
import type { Provider } from '../../domain/way-in';

const LONGEST_NAME = 100;

/** @returns the identity, with an address only if it is one, and a name that fits a line */
export function toIdentity(
  provider: Provider,
  subject: string,
  shown: { email?: string; name?: string },
): ProviderIdentity {
  const name = [...(shown.name ?? '').replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()];
  return {
    ...{ provider, subject },
    email: toEmail(shown.email ?? '') ?? null,
    name: name.slice(0, LONGEST_NAME).join('') || null,
  };
}
