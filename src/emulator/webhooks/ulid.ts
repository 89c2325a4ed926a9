import { randomInt } from 'node:crypto';

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * @param at milliseconds since 1970
 * @returns 26 characters that sort by time, as webhooks and their invocations are called.
 * https://github.com/ulid/spec
 */
export function ulid(at: number): string {
  const time = Array.from({ length: 10 }, (_, place) => Math.floor(at / 32 ** (9 - place)) % 32);
  const random = Array.from({ length: 16 }, () => randomInt(32));
  return [...time, ...random].map((digit) => DIGITS[digit]).join('');
}
