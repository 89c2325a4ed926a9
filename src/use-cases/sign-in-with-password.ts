import type { Browser } from '../domain/browser';
import { toPassword } from '../domain/password-rules';
import { toEmail } from '../domain/sign-in-rules';
import { AppError } from '../errors';
import type { Passwords } from '../storage/passwords';
import type { People } from '../storage/people';
import type { Entry } from './entry';
import { passFirstStep, type PassFirstStepDeps } from './pass-first-step';
import type { PasswordHash } from './password-hash';
import type { SignInLimits } from './sign-in-limits';

export type SignInWithPasswordDeps = PassFirstStepDeps & {
  people: Pick<People, 'findByEmail'>;
  passwords: Pick<Passwords, 'find'>;
  passwordHash: Pick<PasswordHash, 'matches'>;
  limits: Pick<SignInLimits, 'admit' | 'failed' | 'succeeded'>;
};

/**
 * The first step by a password. Whether the address is nobody's, has no password or another one, the
 * answer is the same and so is the work done for it.
 * @throws AppError `invalid` (details.reason `wrong_password`, or `second_step_missing` when the
 * password is right and its owner has no second step yet, without which it opens nothing),
 * `rate_limited`
 */
export async function signInWithPassword(
  deps: SignInWithPasswordDeps,
  attempt: { email: string; password: string; browser: Browser },
): Promise<Entry> {
  const { browser } = attempt;
  const address = toEmail(attempt.email);
  if (address === undefined) throw refused('wrong_password');
  const customer = await deps.people.findByEmail(address);
  const personId = customer?.id ?? null;
  const admission = await deps.limits.admit({ act: 'password', address, personId, browser });
  const kept = await deps.passwords.find(personId);
  const isRight = await deps.passwordHash.matches(kept?.hash ?? null, toPassword(attempt.password));
  if (!customer || !isRight) {
    await deps.limits.failed(admission, { way: 'password', outcome: 'refused' });
    throw refused('wrong_password');
  }
  await deps.limits.succeeded(admission);
  const kinds = await deps.secondSteps.kindsOf(customer.id);
  if (kinds.length === 0) throw refused('second_step_missing');
  return passFirstStep(deps, { customer, way: 'password', browser });
}

function refused(reason: 'wrong_password' | 'second_step_missing'): AppError {
  return new AppError('invalid', 'The password does not open the door.', {
    details: { field: 'password', reason },
  });
}
