import { createHash } from 'node:crypto';
import type { Browser } from '../domain/browser';
import type { Customer } from '../domain/customer';
import { readRecoveryCode } from '../domain/recovery-code';
import type { WayIn } from '../domain/way-in';
import type { SendNotice } from '../messages/notices';
import type { Authenticators } from '../storage/authenticators';
import type { RecoveryCodes } from '../storage/recovery-codes';
import { stepOfCode } from './authenticator-code';
import type { KeySeal } from './key-seal';
import { redeemCode, refusedCode, type RedeemCodeDeps } from './one-time-code';
import type { RefusedEntry } from './sign-in-limits';
import type { RecordSignIn } from './sign-in-record';

/** A code from the app, from a text message, or from the list of recovery codes. */
export interface StepProof {
  readonly kind: 'app' | 'sms' | 'recovery';
  readonly code: string;
}

export type JudgeSecondStepDeps = RedeemCodeDeps & {
  authenticators: Pick<Authenticators, 'key' | 'takeStep' | 'reseal'>;
  recoveryCodes: Pick<RecoveryCodes, 'use'>;
  keySeal: KeySeal;
  recordSignIn: RecordSignIn;
  sendNotice: SendNotice;
};

/** Who shows what, and where. */
export interface ShownStep {
  readonly customer: Customer;
  readonly browser: Browser;
  /** What a text message's code was bound to: the browser's visit, or a session. */
  readonly holder: string;
  /** The first step, when it is a sign-in: a refusal is then written down. */
  readonly way?: WayIn;
  readonly proof: StepProof;
}

/**
 * Judges a second step, and spends it: no code is good twice. The tries at an app's codes and at
 * those of text messages are one count of their owner's address.
 * @throws AppError `invalid` (details.reason `wrong_code` | `code_ended` | `code_spent`), `rate_limited`
 */
export async function judgeSecondStep(deps: JudgeSecondStepDeps, step: ShownStep): Promise<void> {
  // Whoever has recovery codes is let in however often strangers have guessed: 120 bits are not guessed.
  if (step.proof.kind === 'recovery') await judgeRecoveryCode(deps, step);
  else if (step.proof.kind === 'app') await judgeAppCode(deps, step);
  else await judgeMessageCode(deps, step);
}

async function judgeAppCode(deps: JudgeSecondStepDeps, step: ShownStep): Promise<void> {
  const { customer, browser, proof } = step;
  const { id: personId, email: address } = customer;
  const admission = await deps.limits.admit({ act: 'second_step', address, personId, browser });
  const fault = await takeAppCode(deps, personId, proof.code);
  if (fault !== null) {
    await deps.limits.failed(admission, refusedEntry(step));
    throw refusedCode(fault);
  }
  await deps.limits.succeeded(admission);
}

/** @returns why the code is not good, or null when it was and is now spent */
async function takeAppCode(
  { authenticators, keySeal, now }: JudgeSecondStepDeps,
  personId: string,
  code: string,
): Promise<'wrong_code' | 'code_spent' | null> {
  const sealed = await authenticators.key(personId);
  if (sealed === null) return 'wrong_code';
  const key = keySeal.open(sealed, personId);
  const step = stepOfCode(key, code, now());
  if (step === undefined) return 'wrong_code';
  if (!(await authenticators.takeStep(personId, step))) return 'code_spent';
  if (keySeal.isOld(sealed)) {
    await authenticators.reseal(personId, sealed, keySeal.seal(key, personId));
  }
  return null;
}

/**
 * `redeemCode` counts the try, as one at this person's second step: the browser may hold a code of
 * somebody else, which is neither right nor a reason to forget what was wrong before.
 */
async function judgeMessageCode(deps: JudgeSecondStepDeps, step: ShownStep): Promise<void> {
  const { customer, browser, holder: visit, proof } = step;
  const typed = {
    ...({ purpose: 'sms_step', visit, code: proof.code, browser } as const),
    countedFor: { address: customer.email, personId: customer.id },
    refused: refusedEntry(step),
  };
  await redeemCode(deps, typed, async (owner) => {
    if (owner !== customer.id) throw refusedCode('code_ended');
  });
}

async function judgeRecoveryCode(deps: JudgeSecondStepDeps, step: ShownStep): Promise<void> {
  const { recoveryCodes, recordSignIn, sendNotice, now } = deps;
  const { customer, browser, proof } = step;
  const { id: personId, email: to, locale } = customer;
  const code = readRecoveryCode(proof.code);
  const isOne =
    code !== undefined && (await recoveryCodes.use(personId, hashRecoveryCode(code), now()));
  if (!isOne) {
    const refused = refusedEntry(step);
    if (refused) await recordSignIn({ personId, browser, ...refused });
    throw refusedCode('wrong_code');
  }
  sendNotice('recovery_code_used', { to, locale, at: now(), device: browser.device });
}

function refusedEntry({ way }: ShownStep): RefusedEntry | undefined {
  return way && { way, outcome: 'second_step_refused' };
}

/** @param code as `readRecoveryCode` gives it. No key: a change of the session secret must not cost them. */
export function hashRecoveryCode(code: string): string {
  return createHash('sha256').update(`recovery ${code}`).digest('hex');
}
