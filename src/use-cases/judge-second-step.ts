import { createHash } from 'node:crypto';
import type { Browser } from '../domain/browser';
import type { Customer } from '../domain/customer';
import { readRecoveryCode } from '../domain/recovery-code';
import { AppError } from '../errors';
import type { Authenticators } from '../storage/authenticators';
import type { RecoveryCodes } from '../storage/recovery-codes';
import { stepOfCode } from './authenticator-code';
import { countGuess, forgetGuesses, type GuessDeps } from './guesses';
import type { KeySeal } from './key-seal';
import { redeemCode, refusedCode, type RedeemCodeDeps } from './one-time-code';

/** A code from the app, from a text message, or from the list of recovery codes. */
export interface StepProof {
  readonly kind: 'app' | 'sms' | 'recovery';
  readonly code: string;
}

export type JudgeSecondStepDeps = RedeemCodeDeps &
  GuessDeps & {
    authenticators: Pick<Authenticators, 'key' | 'takeStep' | 'reseal'>;
    recoveryCodes: Pick<RecoveryCodes, 'use'>;
    keySeal: KeySeal;
  };

/**
 * Judges a second step, and spends it: no code is good twice.
 * @param step.holder what a text message's code was bound to: the browser's visit, or a session
 * @throws AppError `invalid` (details.reason `wrong_code` | `code_ended`), `rate_limited`
 */
export async function judgeSecondStep(
  deps: JudgeSecondStepDeps,
  step: { customer: Customer; browser: Browser; holder: string; proof: StepProof },
): Promise<void> {
  const { customer, browser, proof } = step;
  // Whoever has recovery codes is let in however often strangers have guessed: 120 bits are not guessed.
  if (proof.kind === 'recovery') return judgeRecoveryCode(deps, customer, browser, proof.code);
  const guess = { at: `second step of ${customer.id}`, browser, owner: customer };
  await countGuess(deps, guess);
  if (proof.kind === 'app') await judgeAppCode(deps, customer.id, proof.code);
  else {
    const typed = { purpose: 'sms_step', visit: step.holder, code: proof.code } as const;
    const { personId } = await redeemCode(deps, typed);
    if (personId !== customer.id) throw refusedCode('code_ended');
  }
  await forgetGuesses(deps, guess);
}

async function judgeAppCode(
  { authenticators, keySeal, now }: JudgeSecondStepDeps,
  personId: string,
  code: string,
): Promise<void> {
  const sealed = await authenticators.key(personId);
  if (sealed === null) throw refusedCode('wrong_code');
  const key = keySeal.open(sealed, personId);
  const step = stepOfCode(key, code, now());
  if (step === undefined) throw refusedCode('wrong_code');
  if (!(await authenticators.takeStep(personId, step))) throw spentCode();
  if (keySeal.isOld(sealed)) {
    await authenticators.reseal(personId, sealed, keySeal.seal(key, personId));
  }
}

async function judgeRecoveryCode(
  { recoveryCodes, sendNotice, now }: JudgeSecondStepDeps,
  { id, email, locale }: Customer,
  { device }: Browser,
  typed: string,
): Promise<void> {
  const code = readRecoveryCode(typed);
  const isOne = code !== undefined && (await recoveryCodes.use(id, hashRecoveryCode(code), now()));
  if (!isOne) throw refusedCode('wrong_code');
  sendNotice('recovery_code_used', { to: email, locale, at: now(), device });
}

/** @param code as `readRecoveryCode` gives it. No key: a change of the session secret must not cost them. */
export function hashRecoveryCode(code: string): string {
  return createHash('sha256').update(`recovery ${code}`).digest('hex');
}

function spentCode(): AppError {
  return new AppError('invalid', 'The code was used before.', {
    details: { field: 'code', reason: 'code_spent' },
  });
}
