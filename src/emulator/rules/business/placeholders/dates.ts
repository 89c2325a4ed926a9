import { LOCALES } from '../../../locales';

/** @returns a date for a reader, in their language; Zendesk's own account time zone here is UTC */
export function longDate(stamp: string, localeId: number): string {
  return format(stamp, localeId, { dateStyle: 'long' });
}

/** @returns date and time for a reader */
export function longDateTime(stamp: string, localeId: number): string {
  return format(stamp, localeId, { dateStyle: 'long', timeStyle: 'short' });
}

/** @returns a date under its name, and with time and timestamp under longer ones; blank when unset */
export function dated(
  name: string,
  stamp: string | null,
  localeId: number,
): Record<string, string> {
  if (stamp === null || Number.isNaN(Date.parse(stamp))) return {};
  return {
    [name]: longDate(stamp, localeId),
    [`${name}_with_time`]: longDateTime(stamp, localeId),
    [`${name}_with_timestamp`]: stamp,
  };
}

function format(stamp: string, localeId: number, style: Intl.DateTimeFormatOptions): string {
  const locale = LOCALES.find(({ id }) => id === localeId)?.locale ?? 'en-US';
  return new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' }).format(new Date(stamp));
}
