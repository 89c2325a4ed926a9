/**
 * Ten at a time, 120 random bits each. Secrets of fewer than 112 would need a slow hash (OWASP ASVS
 * 5.0, 6.5.2), which has to be tried once per code.
 */
export const RECOVERY_CODES = { count: 10, bytes: 15 } as const;

/** Letters and digits nobody mistakes for another: https://www.crockford.com/base32.html */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** @returns the code as it is shown: `7k2p-9xqa-m4t8-w0fz-3hc6-r1ny` */
export function writeRecoveryCode(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = bits.match(/.{5}/g)!.map((five) => ALPHABET[parseInt(five, 2)]);
  return letters.join('').match(/.{4}/g)!.join('-');
}

/** @returns the code without what people add or mistake, or undefined when it is none */
export function readRecoveryCode(typed: string): string | undefined {
  const code = typed.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1');
  return /^[0-9a-hjkmnp-tv-z]{24}$/.test(code) ? code : undefined;
}
