/** A browser at the door, as far as the portal can know it. */
export interface Browser {
  /** Random, from the cookie of a browser that has not signed in; what is half done is bound to it. */
  readonly visit: string;
  /** Random, from the cookie a browser keeps since somebody signed in with it. */
  readonly known: string | undefined;
  /** Its own word for itself, shortened to what a person recognises: `Firefox, Windows`. */
  readonly device: string;
  /** IP address. */
  readonly address: string;
}
