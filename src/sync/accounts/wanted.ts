import type { AccountName } from '../../domain/account';
import type { Locale } from '../../domain/locale';

/** Somebody who may enter at least one account. */
export interface WantedPerson {
  /** Ours; the external id of their user. */
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
  /** Sorted, each once, however many sources name it. */
  readonly accounts: readonly AccountName[];
  /** They have shown us that the address is theirs. */
  readonly isProved: boolean;
}

/** A membership that has ended: an access that was once given and is no more. */
export interface FormerMember {
  readonly personId: string;
  readonly email: string;
  readonly account: AccountName;
}

/** What Zendesk last got of a person. */
export interface RememberedUser {
  readonly userId: number;
  readonly name: string | null;
  readonly email: string | null;
  readonly locale: string | null;
}

/** Who should be in which organization, as our access table has it; and what we have done so far. */
export interface Wanted {
  readonly people: readonly WantedPerson[];
  /** Whose organizations are ours, those nobody may enter now included. */
  readonly everyAccount: readonly AccountName[];
  /** Whose users are ours: everybody who was ever here. */
  readonly everyone: readonly string[];
  readonly former: readonly FormerMember[];
  readonly users: ReadonlyMap<string, RememberedUser>;
  readonly organizations: ReadonlyMap<AccountName, number>;
  /** @returns whether we have made the person a member before */
  isRemembered(personId: string, account: AccountName): boolean;
  /** @returns how many of the person's tickets in the account are not closed; null when we cannot tell */
  openTickets(person: { personId: string; userId: number }, account: AccountName): number | null;
}

/** What the portal remembers of Zendesk's side, so that it need not ask before each ticket. */
export interface Memory {
  rememberOrganization(account: AccountName, organizationId: number): Promise<void>;
  rememberUser(person: WantedPerson & { sentEmail: string | null }, userId: number): Promise<void>;
  forgetUser(personId: string): Promise<void>;
  rememberMember(personId: string, account: AccountName): Promise<void>;
  forgetMember(personId: string, account: AccountName): Promise<void>;
}
