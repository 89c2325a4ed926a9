import type { Browser } from '../domain/browser';
import { toEmail } from '../domain/sign-in-rules';
import { AppError } from '../errors';
import type { SendCode } from '../messages/codes';
import type { People } from '../storage/people';
import { issueCode, type IssueCodeDeps } from './one-time-code';
import type { SignInLimits } from './sign-in-limits';

export type SendDoorCodeDeps = IssueCodeDeps & {
  people: Pick<People, 'findByEmail'>;
  limits: Pick<SignInLimits, 'admit'>;
  /** Sends in the background: how long a mail server takes must not tell whether an address is known. */
  sendCode: SendCode;
};

/**
 * Makes a code to sign in or to choose a password with, for the browser that asks, and mails it when
 * the address is one of our people's, in the language they are known to read: whoever asks does not
 * choose a word of it. Nothing in the answer tells whether the address is known, and both cost the
 * same statements. Throws `invalid`, `rate_limited`.
 */
export async function sendDoorCode(
  deps: SendDoorCodeDeps,
  purpose: 'sign_in' | 'password',
  request: { email: string; browser: Browser },
): Promise<void> {
  const { browser } = request;
  const address = toEmail(request.email);
  if (address === undefined) {
    throw new AppError('invalid', 'That is not one e-mail address.', {
      details: { field: 'email', reason: 'bad_email' },
    });
  }
  const person = await deps.people.findByEmail(address);
  const personId = person?.id ?? null;
  await deps.limits.admit({ act: 'code_mail', address, personId, browser });
  const { visit } = browser;
  const code = await issueCode(deps, { purpose, visit, address, personId });
  if (person) deps.sendCode({ to: person.email, purpose, code, locale: person.locale });
}
