import type { Provider } from '../../domain/way-in';
import type { Words } from '../words';

/** Names are the same in every language. */
export const PROVIDER_NAMES: Record<Provider, string> = { google: 'Google', facebook: 'Facebook' };

/** @returns what a person recognises an account at a provider by */
export function nameAccount(
  words: Words,
  { name, email }: { name: string | null; email: string | null },
): string {
  return [name, email].filter(Boolean).join(', ') || words.text('identity.unnamed');
}
