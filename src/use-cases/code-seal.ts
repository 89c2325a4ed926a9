import { createHmac, timingSafeEqual } from 'node:crypto';

export interface CodeSeal {
  /** @returns what stands in the database for the browser */
  browser(token: string): string;
  /** @returns what stands in the database for a long random value that came from us */
  token(value: string): string;
  /** @returns what stands in the database for a code, different in every browser */
  code(browser: string, code: string): string;
  matches(browser: string, code: string, sealed: string): boolean;
}

/**
 * Codes live ten minutes and allow five tries, so a keyed hash is enough to make a stolen table
 * useless; a slow password hash would only slow the door down.
 */
export function createCodeSeal(pepper: string): CodeSeal {
  const hmac = (text: string) => createHmac('sha256', pepper).update(text).digest('hex');
  const code = (browser: string, digits: string) => hmac(`code ${browser} ${digits}`);
  return {
    browser: (token) => hmac(`browser ${token}`),
    token: (value) => hmac(`token ${value}`),
    code,
    matches: (browser, digits, sealed) => {
      const expected = Buffer.from(sealed);
      const given = Buffer.from(code(browser, digits));
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
  };
}
