import type { AccountName } from './account';
import type { Locale } from './locale';

/** Somebody who signed in: a merchant's employee, with the accounts they may enter right now. */
export interface Customer {
  /** Our own id (UUID). E-mail addresses move between people; this does not. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
  readonly accounts: readonly AccountName[];
}

/** @returns whether this customer may file and read tickets of the account */
export function mayEnter(customer: Customer, account: AccountName): boolean {
  return customer.accounts.includes(account);
}
