import { SIGN_IN_RULES } from '../domain/sign-in-rules';
import type { CodePurpose } from '../domain/way-in';
import { AppError } from '../errors';
import type { OneTimeCodes } from '../storage/one-time-codes';
import type { CodeSeal } from './code-seal';

export type IssueCodeDeps = {
  codes: Pick<OneTimeCodes, 'add'>;
  seal: CodeSeal;
  uuid: () => string;
  randomDigits: (count: number) => string;
  now: () => Date;
};

/**
 * Makes a code that is good in this browser for this purpose, for ten minutes and once; an older one
 * for the same purpose is good no more.
 * @param wanted.visit the browser's visit id
 * @param wanted.personId null when nobody is known under the address: such a code opens nothing
 * @returns the digits, to be sent and forgotten
 */
export async function issueCode(
  { codes, seal, uuid, randomDigits, now }: IssueCodeDeps,
  wanted: { purpose: CodePurpose; visit: string; address: string; personId: string | null },
): Promise<string> {
  const code = randomDigits(SIGN_IN_RULES.codeDigits);
  const createdAt = now();
  await codes.add({
    id: uuid(),
    browserHash: seal.browser(wanted.visit),
    purpose: wanted.purpose,
    address: wanted.address,
    personId: wanted.personId,
    codeHash: seal.code(binding(wanted), code),
    createdAt,
    expiresAt: new Date(createdAt.getTime() + SIGN_IN_RULES.codeLifetime),
  });
  return code;
}

export type RedeemCodeDeps = {
  codes: Pick<OneTimeCodes, 'takeAttempt' | 'use'>;
  seal: CodeSeal;
  now: () => Date;
};

/**
 * @returns whose code it was, and where it had been sent
 * @throws AppError `invalid` (details.reason `wrong_code`, or `code_ended` when a new one is needed)
 */
export async function redeemCode(
  { codes, seal, now }: RedeemCodeDeps,
  typed: { purpose: CodePurpose; visit: string; code: string },
): Promise<{ personId: string; address: string }> {
  const { purpose, visit, code } = typed;
  const sent = await codes.takeAttempt(seal.browser(visit), purpose, SIGN_IN_RULES.codeAttempts);
  if (!sent || sent.expiresAt <= now()) throw refusedCode('code_ended');
  if (!seal.matches(binding(typed), code, sent.codeHash)) throw refusedCode('wrong_code');
  if (!(await codes.use(sent.id, now()))) throw refusedCode('code_ended');
  if (sent.personId === null) throw refusedCode('code_ended');
  return { personId: sent.personId, address: sent.address };
}

/** @returns the refusal of a code, for the form it was typed into */
export function refusedCode(reason: 'wrong_code' | 'code_ended'): AppError {
  return new AppError('invalid', 'The code does not open the door.', {
    details: { field: 'code', reason },
  });
}

function binding({ purpose, visit }: { purpose: CodePurpose; visit: string }): string {
  return `${purpose} ${visit}`;
}
