import { z } from 'zod';
import type { StepProof } from '../../use-cases/judge-second-step';
import { readStrictly, type Problem, type Reading } from './problems';

/** The field each kind of proof is typed into. */
export const FIELD_OF = {
  app: 'app_code',
  sms: 'sms_code',
  recovery: 'recovery_code',
} as const satisfies Record<StepProof['kind'], string>;

const typed = z.object({
  app_code: z.string().max(100).optional(),
  sms_code: z.string().max(100).optional(),
  recovery_code: z.string().max(100).optional(),
  trust: z.literal('yes').optional(),
});

/** One form per kind of proof, told apart by the field it sends. */
export function readSecondStepForm(
  body: unknown,
): Reading<object, { proof: StepProof; trust: boolean }> {
  const { trust, recovery_code, sms_code, app_code } = readStrictly(typed, body);
  if (recovery_code !== undefined) {
    const proof = { kind: 'recovery', code: recovery_code } as const;
    return { typed: {}, ok: true, value: { proof, trust: false } };
  }
  const kind = sms_code === undefined ? 'app' : 'sms';
  const code = toDigits(sms_code ?? app_code ?? '');
  if (code === undefined) return { typed: {}, ok: false, problems: [noCode(FIELD_OF[kind])] };
  return { typed: {}, ok: true, value: { proof: { kind, code }, trust: trust === 'yes' } };
}

/** The six digits that show that an app or a telephone works. */
export function readStepCode(
  body: unknown,
  field: 'app_code' | 'sms_code',
): Reading<object, { code: string }> {
  const code = toDigits(readStrictly(typed, body)[field] ?? '');
  return code === undefined
    ? { typed: {}, ok: false, problems: [noCode(field)] }
    : { typed: {}, ok: true, value: { code } };
}

const numberForm = z.object({ number: z.string().max(40).default('') });

/** A number as it was typed; whether it is one is the portal's to say. */
export function readNumberForm(body: unknown): { number: string } {
  return readStrictly(numberForm, body);
}

/** Apps and people put a space or a dash in the middle. */
function toDigits(text: string): string | undefined {
  const digits = text.replace(/[\s-]/g, '');
  return /^[0-9]{6}$/.test(digits) ? digits : undefined;
}

function noCode(field: string): Problem {
  return { field, key: 'problem.code_invalid' };
}
