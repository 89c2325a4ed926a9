import { z } from 'zod';
import { toEmail } from '../../domain/sign-in-rules';
import { readStrictly, toProblems, type Reading } from './problems';

const typedEmail = z.object({ email: z.string().default('') });

/** One address, no more: nothing that could name a second recipient gets through. */
export function readEmailForm(body: unknown): Reading<{ email: string }, { email: string }> {
  const typed = readStrictly(typedEmail, body);
  const email = toEmail(typed.email);
  return email === undefined
    ? { typed, ok: false, problems: [{ field: 'email', key: 'problem.email_invalid' }] }
    : { typed, ok: true, value: { email } };
}

const typedCode = z.object({ code: z.string().default('') });
const codeSchema = z.object({
  // Mail programs and people put a space or a dash in the middle.
  code: z
    .string()
    .transform((code) => code.replace(/[\s-]/g, ''))
    .refine((code) => /^[0-9]{6}$/.test(code), 'problem.code_invalid'),
});

/** The six digits; they are never shown again. */
export function readCodeForm(body: unknown): Reading<object, { code: string }> {
  const result = codeSchema.safeParse(readStrictly(typedCode, body));
  return result.success
    ? { typed: {}, ok: true, value: result.data }
    : { typed: {}, ok: false, problems: toProblems(result.error) };
}
