/** A plus sign and 8 to 15 digits, the first of them not zero: https://www.itu.int/rec/T-REC-E.164 */
const E164 = /^\+[1-9]\d{7,14}$/;

export type PhoneFault = 'bad_number' | 'country_not_served';

/**
 * North America's code without its own: islands whose numbers cost a multiple, and are favourites of
 * those who earn by the message. They are served only when named whole, as `1809`.
 *
 * @see https://nationalnanpa.com/area_codes/index.html
 */
const ISLANDS =
  /^\+1(?:242|246|264|268|284|345|441|473|649|658|664|721|758|767|784|809|829|849|868|869|876)/;

/**
 * @param typed a number with its country's calling code; spaces, dots, dashes and brackets may stand in it
 * @param callingCodes of the countries we send messages to
 */
export function toPhoneNumber(
  typed: string,
  callingCodes: readonly string[],
): { number: string } | { fault: PhoneFault } {
  const number = typed.trim().replace(/[\s.()-]/g, '');
  if (!E164.test(number)) return { fault: 'bad_number' };
  const least = ISLANDS.exec(number)?.[0].length ?? 0;
  const isServed = callingCodes.some(
    (code) => number.startsWith(`+${code}`) && code.length + 1 >= least,
  );
  return isServed ? { number } : { fault: 'country_not_served' };
}

/** @returns what a page may show of it: `+55 •••• 21` says which telephone, to whoever owns it */
export function maskPhoneNumber(number: string): string {
  return `${number.slice(0, 3)} •••• ${number.slice(-2)}`;
}

/** @returns what neighbouring numbers have in common: premium ranges are sold by the thousand */
export function phonePrefix(number: string): string {
  return number.slice(0, -4);
}
