const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Lifetimes of signing in. Durations in milliseconds. */
export const SIGN_IN_RULES = {
  codeDigits: 6,
  codeLifetime: 10 * MINUTE,
  /** Tries at one code. All codes of an address together: `SIGN_IN_LIMITS`. */
  codeAttempts: 5,
  sessionIdle: 12 * HOUR,
  sessionLifetime: DAY,
  /** How long after the first step the second one is waited for. */
  halfwayLifetime: 10 * MINUTE,
  /** After so many wrong second steps the first one is asked again. */
  halfwayAttempts: 5,
  /** How long an app or a telephone that was begun waits for its first code. */
  enrolmentLifetime: 30 * MINUTE,
  /** How long somebody may take at Google or Facebook. */
  providerRequestLifetime: 10 * MINUTE,
  /** At most this many are sent there from one IP address within the window, a whole office's. */
  providerRequestsPerAddress: 300,
  providerRequestsWindow: 10 * MINUTE,
  /** How long an unknown identity waits to be linked: a mailed code and a second step fit in. */
  unprovedIdentityLifetime: 30 * MINUTE,
  /** How fresh a proof of identity must be before what opens the door is changed. */
  proofLifetime: 10 * MINUTE,
  /** How long a browser may skip the second step when its owner asked for that. */
  trustLifetime: 10 * DAY,
  /** How long a browser is remembered as one somebody signed in with. */
  browserLifetime: 180 * DAY,
  /** An owner is told of tries that closed a way in for at least this long, and once in this long. */
  blockToldFrom: HOUR,
  blockToldEvery: DAY,
} as const;

/** What is counted at the door. A try counts before it is judged; a success begins anew. */
export type LimitedAct =
  | 'code_mail' // a code asked for by mail, whatever it is for
  | 'code' // a try at a code to sign in with
  | 'password'
  | 'password_code' // a try at a code to choose a password with
  | 'second_step'
  | 'proof'; // a try by somebody who is signed in, to prove who they are

/** So many, within so many milliseconds. */
export interface Limit {
  readonly most: number;
  readonly within: number;
}

/** Each list from the shortest stretch to the longest: the wait grows with the failures. */
export interface ActLimits {
  /** Per IP network. */
  readonly network: readonly Limit[];
  /** Per e-mail address, known or not, for all browsers its owner has not signed in with. */
  readonly address: readonly Limit[];
  /** All of them together. */
  readonly inAll: readonly Limit[];
  /** Per browser the owner of the address has signed in with; the three above do not count for it. */
  readonly browser: readonly Limit[];
}

/**
 * A hundred failures in a row close the way, as NIST SP 800-63B-4 (3.2.2) asks; a new code does not
 * begin the count anew.
 */
const FAILURES: readonly Limit[] = [
  { most: 10, within: 10 * MINUTE },
  { most: 30, within: 6 * HOUR },
  { most: 100, within: 7 * DAY },
];
const TRIES: ActLimits = {
  network: [
    { most: 200, within: 10 * MINUTE },
    { most: 2_000, within: DAY },
  ],
  address: FAILURES,
  inAll: [],
  browser: FAILURES,
};
const MAILS: readonly Limit[] = [
  { most: 5, within: 15 * MINUTE },
  { most: 20, within: DAY },
];

export const SIGN_IN_LIMITS: Readonly<Record<LimitedAct, ActLimits>> = {
  code_mail: {
    network: [
      { most: 100, within: 15 * MINUTE },
      { most: 500, within: DAY },
    ],
    address: MAILS,
    inAll: [{ most: 600, within: 10 * MINUTE }],
    browser: MAILS,
  },
  code: TRIES,
  // One password tried on everybody's address is guessing, too.
  password: { ...TRIES, inAll: [{ most: 600, within: 15 * MINUTE }] },
  password_code: TRIES,
  second_step: TRIES,
  proof: TRIES,
};

/** RFC 5321: a dot-atom of at most 64 octets, and a domain of labels in ASCII. */
const LOCAL = /^(?!\.)(?!.*\.\.)[^\s@,;:<>()[\]\\"\p{C}]{1,64}(?<!\.)$/u;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The one rule of which spellings name the same address: white space around it, letter case and the
 * Unicode form (NFC) do not tell people apart; everything else does, `+tags` and dots included. One
 * address and nothing else: no second recipient, no name, no control or invisible character, no dot
 * at the end; a domain with other letters is written in its ASCII form (`xn--`).
 * @returns the address as it is kept, or undefined when it is not one plain address
 */
export function toEmail(text: string): string | undefined {
  if (text.length > 2 * LONGEST_EMAIL) return undefined;
  const email = text.trim().normalize('NFC').toLowerCase().normalize('NFC');
  const [local = '', domain = '', ...more] = email.split('@');
  const fits = Buffer.byteLength(email) <= LONGEST_EMAIL && Buffer.byteLength(local) <= 64;
  return more.length === 0 && fits && LOCAL.test(local) && DOMAIN.test(domain) ? email : undefined;
}

const LONGEST_EMAIL = 254;
