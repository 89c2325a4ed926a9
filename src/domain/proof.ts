import type { SecondStep } from './way-in';

/** How somebody who is signed in shows once more who they are. */
export const PROOFS = ['code', 'app', 'sms', 'password'] as const;
export type Proof = (typeof PROOFS)[number];

/**
 * @returns what is enough: a mailed code, until a second step guards the account; from then on the
 * second step itself or the password, since whoever reads the mailbox must not be able to take the
 * second step away
 */
export function proofsOf(has: { secondSteps: readonly SecondStep[]; password: boolean }): Proof[] {
  if (has.secondSteps.length === 0) return ['code'];
  return [...has.secondSteps, ...(has.password ? (['password'] as const) : [])];
}
