import { SIGN_IN_RULES, type LimitedAct } from '../domain/sign-in-rules';
import type { CodePurpose } from '../domain/way-in';
import { AppError } from '../errors';
import type { OneTimeCodes } from '../storage/one-time-codes';
import type { CodeSeal } from './code-seal';
import type { RefusedEntry, SignInLimits, Try } from './sign-in-limits';

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
  limits: Pick<SignInLimits, 'admit' | 'failed' | 'succeeded'>;
  seal: CodeSeal;
  now: () => Date;
};

/** What a try at a code counts as. */
const ACTS: Record<CodePurpose, LimitedAct> = {
  sign_in: 'code',
  password: 'password_code',
  proof: 'proof',
  sms_step: 'second_step',
  sms_enrolment: 'proof',
};

/**
 * Compares what was typed with the browser's newest code for the purpose. Only what is compared
 * counts against the limits of the address, whoever asked for how many codes.
 * @param typed.browser where it was typed; a browser its owner knows has limits of its own
 * @param typed.countedFor whose tries these are, when the code went elsewhere than to their address
 * @param typed.refused how a wrong one is written down, where that is done
 * @param mayUse what else must hold before the code is spent; what it throws leaves the code good
 * @returns whose code it was, and where it had been sent
 * @throws AppError `invalid` (details.reason `wrong_code` with details.triesLeft, or `code_ended`
 *   when a new one is needed, with details.expired when its time is over), `rate_limited`
 */
export async function redeemCode(
  { codes, limits, seal, now }: RedeemCodeDeps,
  typed: {
    purpose: CodePurpose;
    visit: string;
    code: string;
    browser: Try['browser'];
    countedFor?: Pick<Try, 'address' | 'personId'>;
    refused?: RefusedEntry;
  },
  mayUse: (personId: string) => Promise<void> = async () => undefined,
): Promise<{ personId: string; address: string }> {
  const { purpose, visit, code, browser } = typed;
  const sent = await codes.takeAttempt(seal.browser(visit), purpose, SIGN_IN_RULES.codeAttempts);
  if (!sent) throw refusedCode('code_ended');
  if (sent.expiresAt <= now()) throw refusedCode('code_ended', { expired: true });
  const { address, personId } = sent;
  const counted = typed.countedFor ?? { address, personId };
  const admission = await limits.admit({ act: ACTS[purpose], ...counted, browser });
  if (!seal.matches(binding(typed), code, sent.codeHash)) {
    await limits.failed(admission, typed.refused);
    throw refusedCode('wrong_code', { triesLeft: SIGN_IN_RULES.codeAttempts - sent.attempts });
  }
  if (personId !== null) await mayUse(personId);
  if (personId === null || !(await codes.use(sent.id, now()))) throw refusedCode('code_ended');
  await limits.succeeded(admission);
  return { personId, address };
}

/** @returns the refusal of a code, for the form it was typed into */
export function refusedCode(
  reason: 'wrong_code' | 'code_ended' | 'code_spent',
  more: { expired?: true; triesLeft?: number } = {},
): AppError {
  return new AppError('invalid', 'The code does not open the door.', {
    details: { field: 'code', reason, ...more },
  });
}

function binding({ purpose, visit }: { purpose: CodePurpose; visit: string }): string {
  return `${purpose} ${visit}`;
}
