import type { Browser } from '../domain/browser';
import type { Locale } from '../domain/locale';
import { SIGN_IN_RULES, toEmail } from '../domain/sign-in-rules';
import { AppError } from '../errors';
import type { SendCode } from '../messages/codes';
import type { People } from '../storage/people';
import type { Tallies } from '../storage/tallies';
import { issueCode, type IssueCodeDeps } from './one-time-code';

export type SendSignInCodeDeps = IssueCodeDeps & {
  people: Pick<People, 'findByEmail'>;
  tallies: Pick<Tallies, 'count'>;
  /** Sends in the background: how long a mail server takes must not tell whether an address is known. */
  sendCode: SendCode;
};

/**
 * Makes a code for the browser that asks, and mails it when the address is one of our people's.
 * Nothing in the answer tells whether it is. Throws `invalid`, `rate_limited`.
 */
export async function sendSignInCode(
  deps: SendSignInCodeDeps,
  request: { email: string; browser: Browser; locale: Locale },
): Promise<void> {
  const email = toEmail(request.email);
  if (email === undefined) {
    throw new AppError('invalid', 'That is not one e-mail address.', {
      details: { field: 'email', reason: 'bad_email' },
    });
  }
  await limitCodes(deps, email);
  const person = await deps.people.findByEmail(email);
  const code = await issueCode(deps, {
    purpose: 'sign_in',
    visit: request.browser.visit,
    address: email,
    personId: person?.id ?? null,
  });
  if (person) deps.sendCode({ to: email, purpose: 'sign_in', code, locale: request.locale });
}

async function limitCodes(
  { tallies, now }: Pick<SendSignInCodeDeps, 'tallies' | 'now'>,
  email: string,
): Promise<void> {
  const { codesWindow, codesPerAddress } = SIGN_IN_RULES;
  const at = now();
  const { count, endsAt } = await tallies.count(`codes for ${email}`, codesWindow, at);
  if (count <= codesPerAddress) return;
  throw new AppError('rate_limited', 'Too many codes for one address.', {
    retryAfter: Math.ceil((endsAt.getTime() - at.getTime()) / 1000),
  });
}
