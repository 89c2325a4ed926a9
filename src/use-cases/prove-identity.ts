import type { Browser } from '../domain/browser';
import type { Customer } from '../domain/customer';
import { toPassword } from '../domain/password-rules';
import { proofsOf, type Proof } from '../domain/proof';
import type { WayIn } from '../domain/way-in';
import { AppError, notFound } from '../errors';
import type { SecondSteps } from '../storage/second-steps';
import type { Passwords } from '../storage/passwords';
import { judgeSecondStep, type JudgeSecondStepDeps } from './judge-second-step';
import { redeemCode, refusedCode } from './one-time-code';
import type { PasswordHash } from './password-hash';
import type { Sms } from './send-step-code';

export type ProveIdentityDeps = JudgeSecondStepDeps &
  OfferedProofsDeps & { passwordHash: Pick<PasswordHash, 'matches'> };

export type OfferedProofsDeps = {
  secondSteps: Pick<SecondSteps, 'kindsOf'>;
  passwords: Pick<Passwords, 'find'>;
  /** Null where no messages can be sent. */
  sms: Sms | null;
  /** The ways in that are switched on. */
  waysIn: readonly WayIn[];
};

/** What somebody typed to show who they are. */
export interface ProofTyped {
  readonly proof: Proof;
  /** The browser; its `visit` is bound to the session that asks. */
  readonly browser: Browser;
  readonly answer: string;
}

/**
 * Judges one kind of proof. Every judge counts a try as the act `proof` of the person's address
 * (sign-in-limits.ts), so that a new code or another kind brings no new tries.
 * @throws AppError `invalid` (details.reason) when it is not right, `rate_limited`
 */
type Judge = (deps: ProveIdentityDeps, customer: Customer, typed: ProofTyped) => Promise<void>;

/**
 * Every kind of proof there is a judge for. A new kind is a line here and a form in
 * http/pages/account/proof-forms.tsx; whom it is enough for says domain/proof.ts.
 */
const JUDGES: Readonly<Record<Proof, Judge>> = {
  code: judgeMailedCode,
  app: judgeStep('app'),
  sms: judgeStep('sms'),
  password: judgePassword,
};

/** @returns what this person can show who they are by, best first; empty: only by signing in anew */
export async function offeredProofs(
  { secondSteps, passwords, sms, waysIn }: OfferedProofsDeps,
  customer: Customer,
): Promise<Proof[]> {
  const [steps, password] = await Promise.all([
    secondSteps.kindsOf(customer.id),
    passwords.find(customer.id),
  ]);
  const hasPassword = password !== null && waysIn.includes('password');
  const enough = proofsOf({ secondSteps: steps, password: hasPassword });
  return enough.filter((proof) => proof !== 'sms' || sms !== null);
}

/**
 * Resolves when it is the person.
 * @throws AppError `not_found` for a kind that is not enough for this person, `rate_limited`, `invalid`
 */
export async function proveIdentity(
  deps: ProveIdentityDeps,
  customer: Customer,
  typed: ProofTyped,
): Promise<void> {
  const offered = await offeredProofs(deps, customer);
  if (!offered.includes(typed.proof)) throw notFound('proof');
  await JUDGES[typed.proof](deps, customer, typed);
}

async function judgeMailedCode(
  deps: ProveIdentityDeps,
  customer: Customer,
  { browser, answer }: ProofTyped,
): Promise<void> {
  const typed = { purpose: 'proof', visit: browser.visit, code: answer, browser } as const;
  const { personId } = await redeemCode(deps, typed);
  if (personId !== customer.id) throw refusedCode('code_ended');
}

/** The second step itself: a code of its app, or of a text message that was sent for this session. */
function judgeStep(kind: 'app' | 'sms'): Judge {
  return (deps, customer, typed) =>
    counted(deps, customer, typed, ({ browser, answer }) => {
      const proof = { kind, code: answer };
      return judgeSecondStep(deps, { customer, browser, holder: browser.visit, proof });
    });
}

function judgePassword(
  deps: ProveIdentityDeps,
  customer: Customer,
  typed: ProofTyped,
): Promise<void> {
  return counted(deps, customer, typed, async ({ answer }) => {
    const kept = await deps.passwords.find(customer.id);
    if (await deps.passwordHash.matches(kept?.hash ?? null, toPassword(answer))) return;
    throw new AppError('invalid', 'The password is not theirs.', {
      details: { field: 'password', reason: 'wrong_password' },
    });
  });
}

/** Counts the try before it is judged; a mailed code counts itself where it is compared. */
async function counted(
  { limits }: ProveIdentityDeps,
  { id: personId, email: address }: Customer,
  typed: ProofTyped,
  judge: (typed: ProofTyped) => Promise<void>,
): Promise<void> {
  const { browser } = typed;
  const admission = await limits.admit({ act: 'proof', address, personId, browser });
  try {
    await judge(typed);
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') await limits.failed(admission);
    throw error;
  }
  await limits.succeeded(admission);
}
