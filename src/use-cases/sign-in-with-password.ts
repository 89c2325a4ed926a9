import type { Browser } from '../domain/browser';
import { toPassword } from '../domain/password-rules';
import { toEmail } from '../domain/sign-in-rules';
import { AppError } from '../errors';
import type { Passwords } from '../storage/passwords';
import type { People } from '../storage/people';
import type { SignInLog } from '../storage/sign-in-log';
import type { Entry } from './entry';
import { countGuess, forgetGuesses, NOBODY, type GuessDeps } from './guesses';
import { passFirstStep, type PassFirstStepDeps } from './pass-first-step';
import type { PasswordHash } from './password-hash';

export type SignInWithPasswordDeps = GuessDeps &
  PassFirstStepDeps & {
    people: Pick<People, 'findByEmail'>;
    passwords: Pick<Passwords, 'find'>;
    passwordHash: Pick<PasswordHash, 'matches'>;
    signInLog: Pick<SignInLog, 'add'>;
  };

/** What a password's guesses are counted under. */
export const passwordOf = (email: string) => `password of ${email}`;

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
  const email = toEmail(attempt.email);
  if (email === undefined) throw refused('wrong_password');
  const customer = await deps.people.findByEmail(email);
  const guess = { at: passwordOf(email), browser, owner: customer };
  await countGuess(deps, guess);
  const kept = await deps.passwords.find(customer?.id ?? NOBODY);
  const isRight = await deps.passwordHash.matches(kept?.hash ?? null, toPassword(attempt.password));
  if (!customer || !isRight) {
    await noteRefusal(deps, customer?.id ?? null, browser);
    throw refused('wrong_password');
  }
  await forgetGuesses(deps, guess);
  const kinds = await deps.secondSteps.kindsOf(customer.id);
  if (kinds.length === 0) throw refused('second_step_missing');
  return passFirstStep(deps, { customer, way: 'password', browser });
}

/** One row is written for somebody and for nobody, so that the time taken tells nothing. */
async function noteRefusal(
  { signInLog, tallies, now }: SignInWithPasswordDeps,
  personId: string | null,
  { device, address }: Browser,
): Promise<void> {
  const at = now();
  if (personId === null) await tallies.count('passwords of nobody', 60_000, at);
  else await signInLog.add(personId, { way: 'password', outcome: 'refused', device, address, at });
}

function refused(reason: 'wrong_password' | 'second_step_missing'): AppError {
  return new AppError('invalid', 'The password does not open the door.', {
    details: { field: 'password', reason },
  });
}
