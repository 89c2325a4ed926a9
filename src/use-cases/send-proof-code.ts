import type { Browser } from '../domain/browser';
import type { Customer } from '../domain/customer';
import { notFound } from '../errors';
import type { SendCode } from '../messages/codes';
import { issueCode, type IssueCodeDeps } from './one-time-code';
import { offeredProofs, type OfferedProofsDeps } from './prove-identity';
import type { SignInLimits } from './sign-in-limits';

export type SendProofCodeDeps = IssueCodeDeps &
  OfferedProofsDeps & { limits: Pick<SignInLimits, 'admit'>; sendCode: SendCode };

/**
 * Mails a code by which the person shows that they are still the one who signed in.
 * @param browser its `visit` is bound to the session that asks
 * @throws AppError `not_found` when a mailed code is not enough for this person, `rate_limited`
 */
export async function sendProofCode(
  deps: SendProofCodeDeps,
  customer: Customer,
  browser: Browser,
): Promise<void> {
  if (!(await offeredProofs(deps, customer)).includes('code')) throw notFound('proof');
  const { id: personId, email: address, locale } = customer;
  await deps.limits.admit({ act: 'code_mail', address, personId, browser });
  const { visit } = browser;
  const code = await issueCode(deps, { purpose: 'proof', visit, address, personId });
  deps.sendCode({ to: address, purpose: 'proof', code, locale });
}
