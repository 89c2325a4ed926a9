/** Crockford's alphabet: no I, L, O or U, so a reference survives being read out on the phone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const REFERENCE = /^VS-[0-9A-HJKMNP-TV-Z]{6}-[0-9A-HJKMNP-TV-Z]{6}$/;

/**
 * @param random twelve random bytes; 60 of their bits are used
 * @returns a reference such as `VS-7K3M9Q-TDX24B`
 */
export function makeReference(random: Uint8Array): string {
  const letters = Array.from(random.subarray(0, 12), (byte) => ALPHABET.charAt(byte % 32));
  return `VS-${letters.slice(0, 6).join('')}-${letters.slice(6).join('')}`;
}

export function isReference(text: string): boolean {
  return REFERENCE.test(text);
}
