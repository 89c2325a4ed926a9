import type { Customer } from '../domain/customer';
import { SIGN_IN_RULES } from '../domain/sign-in-rules';
import { AppError } from '../errors';
import type { People } from '../storage/people';
import type { SignInCodes } from '../storage/sign-in-codes';
import type { CodeSeal } from './code-seal';

export type SignInWithCodeDeps = {
  people: Pick<People, 'find'>;
  codes: Pick<SignInCodes, 'takeAttempt' | 'use'>;
  seal: CodeSeal;
  now: () => Date;
};

/**
 * Lets the person in whose code it is: once, within ten minutes, in the browser that asked, with
 * five tries. Throws `invalid` (details.reason `wrong_code`, or `code_ended` when a new one is needed).
 */
export async function signInWithCode(
  { people, codes, seal, now }: SignInWithCodeDeps,
  attempt: { browser: string; code: string },
): Promise<Customer> {
  const code = await codes.takeAttempt(seal.browser(attempt.browser), SIGN_IN_RULES.codeAttempts);
  if (!code || code.expiresAt <= now()) throw refused('code_ended');
  if (!seal.matches(attempt.browser, attempt.code, code.codeHash)) throw refused('wrong_code');
  if (!(await codes.use(code.id, now()))) throw refused('code_ended');
  const person = code.personId === null ? null : await people.find(code.personId);
  if (!person) throw refused('code_ended');
  return person;
}

function refused(reason: string): AppError {
  return new AppError('invalid', 'The code does not open the door.', {
    details: { field: 'code', reason },
  });
}
