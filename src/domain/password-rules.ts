/**
 * What a password must be. Length, and not one that is guessed first: no rules of composition, no
 * renewal by the calendar, every character counts.
 *
 * @see https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver
 */
export const PASSWORD_RULES = {
  /** With a second step, without which a password opens nothing here. */
  least: 8,
  /** Should a password ever be enough by itself. */
  leastAlone: 15,
  most: 256,
  /** Shorter words of a person's surroundings stand in too many good passwords by chance. */
  leastContext: 4,
} as const;

export type PasswordFault = 'too_short' | 'too_long' | 'too_common' | 'too_close';

/** @returns the password as it is hashed: one spelling for letters a keyboard may compose differently */
export function toPassword(typed: string): string {
  return typed.normalize('NFKC');
}

/**
 * @param password as `toPassword` gives it
 * @param surroundings words an attacker tries first: the accounts, the address, the name
 * @param isCommon whether a word, in lower case, is on the list of what is guessed first
 * @returns why it may not be chosen, or undefined
 */
export function passwordFault(
  password: string,
  surroundings: readonly string[],
  isCommon: (word: string) => boolean,
  least: number = PASSWORD_RULES.least,
): PasswordFault | undefined {
  const length = [...password].length;
  if (length < least) return 'too_short';
  if (length > PASSWORD_RULES.most) return 'too_long';
  if (isGuessable(password, isCommon)) return 'too_common';
  const rest = without(contextWords(surroundings), password.toLowerCase());
  const isCut = rest.length < password.length;
  return isCut && ([...rest].length < least || isGuessable(rest, isCommon))
    ? 'too_close'
    : undefined;
}

/** A common word with digits or signs around it is as common as the word, and so is one typed twice. */
function isGuessable(password: string, isCommon: (word: string) => boolean): boolean {
  const lower = password.toLowerCase();
  const once = /^(.+?)\1+$/u.exec(lower)?.[1] ?? lower;
  const spellings = [lower, once, plainLetters(lower), plainLetters(once)];
  return new Set(once).size < 3 || isRun(once) || spellings.some((word) => isEasy(word, isCommon));
}

function isEasy(word: string, isCommon: (word: string) => boolean): boolean {
  const core = word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return isCommon(word) || (core.length >= 4 && isCommon(core));
}

/** `abcdefgh`, `87654321`: each character one step from the last. */
function isRun(text: string): boolean {
  const codes = [...text].map((letter) => letter.codePointAt(0)!);
  const steps = codes.slice(1).map((code, at) => code - codes[at]!);
  return steps.length > 0 && Math.abs(steps[0]!) === 1 && steps.every((step) => step === steps[0]);
}

const LOOKALIKES: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' },
};

/** @returns the word behind `p4$$w0rd`; digits at the end stay, where people put a year */
function plainLetters(word: string): string {
  const tail = /[^\p{L}]*$/u.exec(word)![0];
  const head = word.slice(0, word.length - tail.length);
  return head.replace(/[0134571@$!]/g, (sign) => LOOKALIKES[sign]!) + tail;
}

function contextWords(surroundings: readonly string[]): string[] {
  const words = surroundings.flatMap((text) => {
    const lower = text.normalize('NFKC').toLowerCase();
    return [lower, ...lower.split(/[^\p{L}\p{N}]+/u)];
  });
  const long = words.filter((word) => word.length >= PASSWORD_RULES.leastContext);
  // Longest first: "lojaazulb2b" is cut before "lojaazul".
  return [...new Set(long)].sort((left, right) => right.length - left.length);
}

function without(words: readonly string[], text: string): string {
  return words.reduce((rest, word) => rest.replaceAll(word, ''), text);
}
