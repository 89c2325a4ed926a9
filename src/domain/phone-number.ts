/** A plus sign and 8 to 15 digits, the first of them not zero: https://www.itu.int/rec/T-REC-E.164 */
const E164 = /^\+[1-9]\d{7,14}$/;

export type PhoneFault = 'bad_number' | 'country_not_served';

/**
 * @param typed a number with its country's calling code; spaces, dots, dashes and brackets may stand in it
 * @param callingCodes those we send messages to. A code that begins like another country's is told
 *   apart by naming it longer: `1` serves all of North America, `1809` one country of it.
 */
export function toPhoneNumber(
  typed: string,
  callingCodes: readonly string[],
): { number: string } | { fault: PhoneFault } {
  const number = typed.trim().replace(/[\s.()-]/g, '');
  if (!E164.test(number)) return { fault: 'bad_number' };
  const isServed = callingCodes.some((code) => number.startsWith(`+${code}`));
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
