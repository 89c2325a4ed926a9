import { toAccountName, type AccountName } from '../../src/domain/account';
import type { Customer } from '../../src/domain/customer';
import { toLocale, type Locale } from '../../src/domain/locale';
import { toEmail } from '../../src/domain/sign-in-rules';
import { AppError } from '../../src/errors';
import type { People } from '../../src/storage/people';

/** Each throws `invalid` with a sentence for text that is not one. */
export function emailFrom(text = ''): string {
  const email = toEmail(text);
  if (email === undefined) throw new AppError('invalid', `"${text}" is not one e-mail address.`);
  return email;
}

export function accountFrom(text = ''): AccountName {
  const account = toAccountName(text);
  if (account === undefined) throw new AppError('invalid', `"${text}" is not a VTEX account.`);
  return account;
}

export function localeFrom(text: string): Locale {
  const locale = toLocale(text);
  if (locale === undefined) {
    throw new AppError('invalid', `"${text}" is not a language of the portal.`);
  }
  return locale;
}

export function countFrom(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new AppError('invalid', `"${text}" is not a count.`);
  return Number(text);
}

/** @throws AppError `invalid` for what is no address, `not_found` for nobody */
export async function personFrom(
  people: Pick<People, 'findByEmail'>,
  text?: string,
): Promise<Customer> {
  const email = emailFrom(text);
  const person = await people.findByEmail(email);
  if (!person) throw new AppError('not_found', `Nobody is known by ${email}.`);
  return person;
}
