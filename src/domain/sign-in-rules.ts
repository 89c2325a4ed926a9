/** Lifetimes and limits of signing in. Durations in milliseconds. */
export const SIGN_IN_RULES = {
  codeDigits: 6,
  codeLifetime: 10 * 60_000,
  codeAttempts: 5,
  /** At most this many codes per address within the window, known address or not. */
  codesPerAddress: 5,
  codesWindow: 15 * 60_000,
  sessionIdle: 12 * 3_600_000,
  sessionLifetime: 24 * 3_600_000,
} as const;

/**
 * One address and nothing else: no second recipient, no control characters. The part before the
 * `@` keeps dots and `+tags`, which may name different people.
 */
const EMAIL = /^[^\s@,;:<>()[\]\\"\p{Cc}]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/u;

/** @returns the address in lower case, or undefined when it is not one plain address */
export function toEmail(text: string): string | undefined {
  const email = text.trim().normalize('NFC').toLowerCase();
  return email.length <= 254 && EMAIL.test(email) && email.includes('.', email.indexOf('@'))
    ? email
    : undefined;
}
