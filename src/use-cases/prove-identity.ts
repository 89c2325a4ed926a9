import type { Browser } from '../domain/browser';
import type { Customer } from '../domain/customer';
import { proofsOf, type Proof } from '../domain/proof';
import { notFound } from '../errors';
import type { SecondSteps } from '../storage/second-steps';
import type { Passwords } from '../storage/passwords';
import { redeemCode, refusedCode, type RedeemCodeDeps } from './one-time-code';

export type ProveIdentityDeps = RedeemCodeDeps & OfferedProofsDeps;

export type OfferedProofsDeps = {
  secondSteps: Pick<SecondSteps, 'kindsOf'>;
  passwords: Pick<Passwords, 'find'>;
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
const JUDGES: Partial<Record<Proof, Judge>> = { code: judgeMailedCode };

/** @returns what this person can show who they are by, best first; empty: only by signing in anew */
export async function offeredProofs(
  { secondSteps, passwords }: OfferedProofsDeps,
  customer: Customer,
): Promise<Proof[]> {
  const [steps, password] = await Promise.all([
    secondSteps.kindsOf(customer.id),
    passwords.find(customer.id),
  ]);
  const enough = proofsOf({ secondSteps: steps, password: password !== null });
  return enough.filter((proof) => JUDGES[proof] !== undefined);
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
  const judge = JUDGES[typed.proof];
  const offered = await offeredProofs(deps, customer);
  if (judge === undefined || !offered.includes(typed.proof)) throw notFound('proof');
  await judge(deps, customer, typed);
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
