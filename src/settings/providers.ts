import type { Provider } from '../domain/way-in';
import type { Environment } from './environment';
import { Secret, type Secrets } from './secrets';

/** Where a provider is asked, and as whom; its secret is `secrets.google` or `secrets.facebook`. */
export interface ProviderSettings {
  readonly clientId: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly profileUrl: string;
  /** Who its answers say they are from, for a provider that says it (RFC 9207). */
  readonly issuer: string | null;
}

/** Null for a provider nobody can sign in with here. */
export type ProvidersSettings = Readonly<Record<Provider, ProviderSettings | null>>;

/** The Graph version asked for unless a setting names another; each lives about two years. */
const GRAPH_VERSION = 'v23.0';

export function providersSettings(values: Environment): ProvidersSettings {
  const { GOOGLE_CLIENT_ID, FACEBOOK_APP_ID } = values;
  return {
    google: GOOGLE_CLIENT_ID === undefined ? null : google(GOOGLE_CLIENT_ID, values.GOOGLE_URL),
    facebook: FACEBOOK_APP_ID === undefined ? null : facebook(FACEBOOK_APP_ID, values),
  };
}

/**
 * @param standIn instead of Google's own hosts, whose addresses are those of its discovery document:
 *   https://accounts.google.com/.well-known/openid-configuration
 */
function google(clientId: string, standIn: string | undefined): ProviderSettings {
  const issuer = standIn ?? 'https://accounts.google.com';
  return {
    clientId,
    issuer,
    authorizationUrl: `${issuer}/o/oauth2/v2/auth`,
    tokenUrl: `${standIn ?? 'https://oauth2.googleapis.com'}/token`,
    profileUrl: `${standIn ?? 'https://openidconnect.googleapis.com'}/v1/userinfo`,
  };
}

/** https://developers.facebook.com/documentation/facebook-login/guides/advanced/manual-flow */
function facebook(
  clientId: string,
  { FACEBOOK_URL: standIn, FACEBOOK_GRAPH_VERSION: version = GRAPH_VERSION }: Environment,
): ProviderSettings {
  const graph = `${standIn ?? 'https://graph.facebook.com'}/${version}`;
  return {
    clientId,
    issuer: null,
    authorizationUrl: `${standIn ?? 'https://www.facebook.com'}/${version}/dialog/oauth`,
    tokenUrl: `${graph}/oauth/access_token`,
    profileUrl: `${graph}/me`,
  };
}

export function providerSecrets(values: Environment): Secrets['providers'] {
  const { GOOGLE_CLIENT_SECRET: google, FACEBOOK_APP_SECRET: facebook } = values;
  return {
    google: google === undefined ? null : new Secret(google),
    facebook: facebook === undefined ? null : new Secret(facebook),
  };
}

/** @returns how the demo is registered with the stand-ins, which listen on the port */
export function demoProviders(port: number) {
  return {
    GOOGLE_CLIENT_ID: 'portal-demo',
    GOOGLE_CLIENT_SECRET: 'google-demo-secret',
    GOOGLE_URL: `http://127.0.0.1:${port}/google`,
    FACEBOOK_APP_ID: '101010101010101',
    FACEBOOK_APP_SECRET: 'facebook-demo-secret',
    FACEBOOK_URL: `http://127.0.0.1:${port}/facebook`,
  };
}
