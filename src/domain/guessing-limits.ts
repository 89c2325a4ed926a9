const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How often a password or a code may be guessed. Browsers its owner has signed in with have limits of
 * their own, so that a stranger's guesses lock nobody out; the two sums of guesses in a row stay at
 * 100 together (NIST SP 800-63B-4, 3.2.2).
 */
export const GUESSING = {
  window: 15 * MINUTE,
  perOwner: { strangers: 10, knownBrowser: 10 },
  inARow: { strangers: 80, knownBrowsers: 20 },
  /** Of strangers alone, whatever they guess at. */
  perAddress: 60,
  inAll: 600,
  /** Guesses in a row are counted until one is right. */
  forgotten: 365 * DAY,
  /** After so many wrong codes the first step is asked again. */
  perFirstStep: 5,
  noticesEvery: DAY,
} as const;

/** How many text messages may leave: each costs money, and some telephones are paid for receiving them. */
export const SMS_LIMITS = {
  perPerson: { most: 10, lasting: DAY },
  perNumber: { most: 5, lasting: HOUR },
  /** Numbers that differ in their last four digits. */
  perPrefix: { most: 20, lasting: DAY },
  perAddress: { most: 30, lasting: DAY },
  inAll: { lasting: DAY },
} as const;

/** Codes to choose a password, known address or not. */
export const PASSWORD_CODES = { most: 5, lasting: 15 * MINUTE } as const;

/** How long an app or a telephone that was begun waits for its first code. */
export const ENROLMENT_LIFETIME = 30 * MINUTE;
