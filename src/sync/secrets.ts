import { createHmac } from 'node:crypto';
import { AppError } from '../errors';
import type { Attributes, DesiredObject } from './kind';
import { referencesIn, replaceReferences } from './references';

/** Gives a secret by its name in the environment; undefined when it is not set. */
export type SecretOf = (name: string) => string | undefined;

/**
 * Right before the call, and nowhere else: what comes out is neither kept nor printed.
 * @throws AppError `invalid` naming a secret that is not set
 */
export function revealSecrets(attributes: Attributes, secretOf: SecretOf): Attributes {
  return replaceReferences(attributes, ({ room, name }) => {
    if (room !== 'secret') return undefined;
    const secret = secretOf(name);
    if (secret) return secret;
    throw new AppError('invalid', `The secret ${name} is not set in the environment.`);
  });
}

/**
 * @returns a keyed digest of the secrets the attributes name, by which a later run sees whether
 *   they changed; null when there are none or one of them is not set
 */
export function digestSecrets(
  attributes: Attributes,
  secretOf: SecretOf,
  key: string,
): string | null {
  const names = referencesIn(attributes).filter(({ room }) => room === 'secret');
  const digest = createHmac('sha256', key);
  for (const { name } of names) {
    const secret = secretOf(name);
    if (!secret) return null;
    digest.update(JSON.stringify([name, secret]));
  }
  return names.length === 0 ? null : digest.digest('base64url');
}

/** @returns the digests of everything that names a secret, by `kind.key`; null where one is not set */
export function secretDigestsOf(
  objects: readonly DesiredObject[],
  secretOf: SecretOf,
  key: string,
): Record<string, string | null> {
  const holders = objects.filter(({ attributes }) =>
    referencesIn(attributes).some(({ room }) => room === 'secret'),
  );
  return Object.fromEntries(
    holders.map((one) => [`${one.kind}.${one.key}`, digestSecrets(one.attributes, secretOf, key)]),
  );
}

/** Whether secrets are the ones of the last apply; unknown when either digest is missing. */
export type SecretState = 'unchanged' | 'changed' | 'unknown';

/** @returns how the digest of now relates to the one the last apply left */
export function secretState(now: string | null, applied: string | null): SecretState {
  if (now === null || applied === null) return 'unknown';
  return now === applied ? 'unchanged' : 'changed';
}
