import type { AccountName } from './account';
import type { Locale } from './locale';

/** Who says that somebody may enter: an operator by hand, a file, or the merchant's own user list. */
export type AccessSource = 'hand' | 'file' | 'license-manager';

/** A source that is read as a whole, and whose word can therefore end what it once began. */
export type ListSource = Exclude<AccessSource, 'hand'>;

/** Somebody a source lets in. Name and language are for people the portal has not met. */
export interface ListedMember {
  /** As `toEmail` normalises it. */
  readonly email: string;
  readonly name: string | null;
  readonly locale: Locale | null;
  /** The source's own id of them; null when it knows people by address alone. */
  readonly sourceId: string | null;
}

/** Everybody a source lets into one account: never nobody, and no address twice. */
export interface MemberList {
  readonly account: AccountName;
  readonly members: readonly ListedMember[];
}

/**
 * Somewhere lists of members come from. `read` throws rather than return a list it is not sure of:
 * what a list leaves out is taken away.
 */
export interface MembershipSource {
  readonly kind: ListSource;
  read(): Promise<readonly MemberList[]>;
}
