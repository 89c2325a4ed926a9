import { SIGN_IN_RULES, toEmail } from '../domain/sign-in-rules';
import type { Locale } from '../domain/locale';
import { AppError } from '../errors';
import type { SendCode } from '../messages/sign-in-code';
import type { People } from '../storage/people';
import type { SignInCodes } from '../storage/sign-in-codes';
import type { CodeSeal } from './code-seal';

export type SendSignInCodeDeps = {
  people: Pick<People, 'findByEmail'>;
  codes: Pick<SignInCodes, 'add' | 'countSince'>;
  seal: CodeSeal;
  /** Sends in the background: how long a mail server takes must not tell whether an address is known. */
  sendCode: SendCode;
  uuid: () => string;
  randomDigits: (count: number) => string;
  now: () => Date;
};

/**
 * Makes a code for the browser that asks, and mails it when the address is one of our people's.
 * Nothing in the answer tells whether it is. Throws `invalid`, `rate_limited`.
 */
export async function sendSignInCode(
  deps: SendSignInCodeDeps,
  request: { email: string; browser: string; locale: Locale },
): Promise<void> {
  const email = toEmail(request.email);
  if (email === undefined) {
    throw new AppError('invalid', 'That is not one e-mail address.', {
      details: { field: 'email', reason: 'bad_email' },
    });
  }
  const now = deps.now();
  const since = new Date(now.getTime() - SIGN_IN_RULES.codesWindow);
  if ((await deps.codes.countSince(email, since)) >= SIGN_IN_RULES.codesPerAddress) {
    throw new AppError('rate_limited', 'Too many codes for one address.', {
      retryAfter: SIGN_IN_RULES.codesWindow / 1000,
    });
  }
  const person = await deps.people.findByEmail(email);
  const code = deps.randomDigits(SIGN_IN_RULES.codeDigits);
  await deps.codes.add({
    id: deps.uuid(),
    browserHash: deps.seal.browser(request.browser),
    email,
    personId: person?.id ?? null,
    codeHash: deps.seal.code(request.browser, code),
    createdAt: now,
    expiresAt: new Date(now.getTime() + SIGN_IN_RULES.codeLifetime),
  });
  if (person) deps.sendCode({ to: email, code, locale: request.locale });
}
