/** Our application at a provider, and where that provider is asked. */
export interface ProviderApp {
  readonly clientId: string;
  readonly secret: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly profileUrl: string;
  /** What `iss` in its answers must be, for a provider that sends it (RFC 9207). */
  readonly issuer: string | null;
}
