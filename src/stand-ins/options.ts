/** Somebody with an account at the provider. */
export interface StandInPerson {
  /** At Google the `sub` itself; at Facebook the app-scoped id is made of it. */
  readonly id: string;
  readonly name: string;
  /** Left out for somebody who gave Facebook a telephone number only, or keeps the address back. */
  readonly email?: string;
  /** Whether Google says the address was checked. Facebook never says. */
  readonly verified?: boolean;
}

/** One application that was registered with the provider. */
export interface StandInClient {
  readonly id: string;
  readonly secret: string;
  /** Exactly these; nothing is matched by its beginning. */
  readonly redirectUris: readonly string[];
}

export interface StandInOptions {
  /** 0 takes any free port of 127.0.0.1. */
  readonly port: number;
  readonly google: { readonly client: StandInClient; readonly people: readonly StandInPerson[] };
  readonly facebook: { readonly client: StandInClient; readonly people: readonly StandInPerson[] };
}
