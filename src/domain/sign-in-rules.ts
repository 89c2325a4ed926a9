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
  /** How long after the first step the second one is waited for. */
  halfwayLifetime: 10 * 60_000,
  /** How fresh a proof of identity must be before what opens the door is changed. */
  proofLifetime: 10 * 60_000,
  /** How long a browser may skip the second step when its owner asked for that. */
  trustLifetime: 10 * 24 * 3_600_000,
  /** How long a browser is remembered as one somebody signed in with. */
  browserLifetime: 180 * 24 * 3_600_000,
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
