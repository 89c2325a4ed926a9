import type { Browser } from '../domain/browser';
import type { People } from '../storage/people';
import type { Entry } from './entry';
import { redeemCode, refusedCode, type RedeemCodeDeps } from './one-time-code';
import { passFirstStep, type PassFirstStepDeps } from './pass-first-step';

export type SignInWithCodeDeps = RedeemCodeDeps &
  PassFirstStepDeps & { people: Pick<People, 'find'> };

/**
 * The first step by a mailed code: once, within ten minutes, in the browser that asked, with five
 * tries. Throws what `redeemCode` throws.
 */
export async function signInWithCode(
  deps: SignInWithCodeDeps,
  { browser, code }: { browser: Browser; code: string },
): Promise<Entry> {
  const { visit } = browser;
  const refused = { way: 'code', outcome: 'refused' } as const;
  const typed = { purpose: 'sign_in', visit, code, browser, refused } as const;
  const { personId } = await redeemCode(deps, typed);
  const customer = await deps.people.find(personId);
  if (!customer) throw refusedCode('code_ended');
  return passFirstStep(deps, { customer, way: 'code', browser });
}
