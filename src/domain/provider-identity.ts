import type { Provider } from './way-in';

/**
 * Somebody as Google or Facebook tells it. Only `subject` says who that is: addresses and names change,
 * are reused, and at Facebook were never checked. They are for showing.
 */
export interface ProviderIdentity {
  readonly provider: Provider;
  readonly subject: string;
  readonly email: string | null;
  readonly name: string | null;
}

/** What a visit to a provider is for: to come in, or to be able to come in that way from now on. */
export type ProviderPurpose = 'sign_in' | 'link';
