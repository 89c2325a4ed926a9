import { createHmac } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * What an authenticator app shows, computed apart from the portal's library.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6238
 * @param steps how many 30-second steps away from now
 */
export function oneTimePassword(key: string, at = new Date(), steps = 0): string {
  const bits = [...key].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0'));
  const bytes = bits
    .join('')
    .match(/.{8}/g)!
    .map((byte) => parseInt(byte, 2));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 30_000) + steps));
  const digest = createHmac('sha1', Buffer.from(bytes)).update(counter).digest();
  const word = digest.readUInt32BE(digest.at(-1)! & 15) & 0x7fffffff;
  return String(word % 1_000_000).padStart(6, '0');
}
