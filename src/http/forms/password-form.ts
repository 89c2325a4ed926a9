import { z } from 'zod';
import { readStrictly, toProblems, type Reading } from './problems';

/** Far more than may be chosen, so that too long a one is told apart; longer ones are no password. */
const MOST_TYPED = 4_000;

const typedEmail = z.object({ email: z.string().default('') });
const required = z.string().min(1, 'problem.password_missing').max(MOST_TYPED);
const signIn = z.object({
  email: z.string().trim().max(254, 'problem.email_invalid').pipe(z.email('problem.email_invalid')),
  password: required,
});

export function readPasswordForm(
  body: unknown,
): Reading<{ email: string }, { email: string; password: string }> {
  const typed = readStrictly(typedEmail, body);
  const result = signIn.safeParse(body);
  return result.success
    ? { typed, ok: true, value: result.data }
    : { typed, ok: false, problems: toProblems(result.error) };
}

const code = z
  .string()
  .transform((text) => text.replace(/[\s-]/g, ''))
  .refine((digits) => /^[0-9]{6}$/.test(digits), 'problem.code_invalid');
const reset = z.object({ code, new_password: required });

/** A mailed code and the password it lets one choose. */
export function readResetForm(
  body: unknown,
): Reading<object, { code: string; new_password: string }> {
  const result = reset.safeParse(body);
  return result.success
    ? { typed: {}, ok: true, value: result.data }
    : { typed: {}, ok: false, problems: toProblems(result.error) };
}

const change = z.object({ new_password: required });

export function readNewPasswordForm(body: unknown): Reading<object, { new_password: string }> {
  const result = change.safeParse(body);
  return result.success
    ? { typed: {}, ok: true, value: result.data }
    : { typed: {}, ok: false, problems: toProblems(result.error) };
}
