import { toAccountName } from '../../domain/account';
import { toLocale, type Locale } from '../../domain/locale';
import { newTicketAddress } from './new-ticket-query';

export interface SupportLink {
  readonly locale: Locale | undefined;
  /** Where the link leads: the form with what it knows, or the panel when it knows nothing. */
  readonly address: string;
}

/**
 * Zendesk-era links name the language by number.
 * https://developer.zendesk.com/api-reference/ticketing/account-configuration/locales/
 */
const LOCALE_IDS = new Map<string, Locale>([
  ['1', 'en'],
  ['2', 'es'],
  ['19', 'pt'],
]);

/**
 * Reads the link behind "Support" in VTEX Help, old spellings included (`?/cultureInfo=pt-br`).
 * Links are written by others: what is unknown or unreadable in them is left out, never refused.
 *
 * @param originalUrl path and query as the browser sent them
 */
export function readSupportLink(originalUrl: string): SupportLink {
  const query = new URLSearchParams(originalUrl.split('?').slice(1).join('?'));
  const value = (name: string) => query.get(name) ?? query.get(`/${name}`) ?? '';
  const account = toAccountName(value('account')) ?? '';
  const subject = value('subject').slice(0, 300);
  return {
    locale:
      toLocale(value('locale')) ??
      toLocale(value('cultureInfo')) ??
      LOCALE_IDS.get(value('locale_id')),
    address: account === '' && subject === '' ? '/tickets' : newTicketAddress({ account, subject }),
  };
}
