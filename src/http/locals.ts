import type { Customer } from '../domain/customer';
import type { WayIn } from '../domain/way-in';
import type { Assets } from './assets';
import type { Words } from './words';

/** What is the same on every page. */
export interface Site {
  readonly assets: Assets;
  readonly demo: boolean;
  readonly helpUrl: string;
  /** Whether people can go over to the help centre without signing in again. */
  readonly hasHelpCentre: boolean;
  /** The ways in that are open. */
  readonly waysIn: readonly WayIn[];
}

/** What the middleware finds out about a request, for handlers and pages. */
declare module 'express-serve-static-core' {
  interface Locals {
    requestId: string;
    site: Site;
    words: Words;
    /** By a link or in this browser; otherwise the person's own language is better. */
    hasChosenLanguage: boolean;
    /** Whom the session row belongs to; whether they are signed in is Passport's to say. */
    sessionPerson?: Customer;
    /** Set for whoever is signed in, read afresh on this request. */
    customer?: Customer;
    /** The token this visitor's forms must carry. */
    csrfToken: () => string;
  }
}
