/** A VTEX account, the merchant's tenant. It becomes part of host names, so it is a DNS label. */
export type AccountName = string;

const ACCOUNT_NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** @returns the account's name in lower case, or undefined when it cannot be one */
export function toAccountName(text: string): AccountName | undefined {
  const name = text.trim().toLowerCase();
  return ACCOUNT_NAME.test(name) ? name : undefined;
}
