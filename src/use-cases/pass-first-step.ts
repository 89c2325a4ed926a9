import type { Browser } from '../domain/browser';
import type { Customer } from '../domain/customer';
import { SIGN_IN_RULES } from '../domain/sign-in-rules';
import type { WayIn } from '../domain/way-in';
import type { HalfwaySignIns } from '../storage/halfway-sign-ins';
import type { KnownBrowsers } from '../storage/known-browsers';
import type { SecondSteps } from '../storage/second-steps';
import type { CodeSeal } from './code-seal';
import type { Entry } from './entry';

export type PassFirstStepDeps = {
  secondSteps: Pick<SecondSteps, 'kindsOf'>;
  knownBrowsers: Pick<KnownBrowsers, 'find'>;
  halfway: Pick<HalfwaySignIns, 'begin'>;
  seal: Pick<CodeSeal, 'browser'>;
  /** The ways in that ask for the second step of whoever has one. */
  secondStepWays: readonly WayIn[];
  now: () => Date;
};

/**
 * Where every way in leads once it is known who this is: inside, or to the second step. Between the
 * steps there is no session, only a row that lets this browser try.
 */
export async function passFirstStep(
  deps: PassFirstStepDeps,
  { customer, way, browser }: { customer: Customer; way: WayIn; browser: Browser },
): Promise<Entry> {
  if (!(await owesSecondStep(deps, customer, way, browser))) {
    return { kind: 'signed_in', customer, way };
  }
  const now = deps.now();
  await deps.halfway.begin({
    visitHash: deps.seal.browser(browser.visit),
    personId: customer.id,
    way,
    createdAt: now,
    expiresAt: new Date(now.getTime() + SIGN_IN_RULES.halfwayLifetime),
  });
  return { kind: 'second_step' };
}

async function owesSecondStep(
  { secondSteps, knownBrowsers, seal, secondStepWays, now }: PassFirstStepDeps,
  customer: Customer,
  way: WayIn,
  browser: Browser,
): Promise<boolean> {
  if (!secondStepWays.includes(way)) return false;
  if ((await secondSteps.kindsOf(customer.id)).length === 0) return false;
  if (browser.known === undefined) return true;
  const known = await knownBrowsers.find(customer.id, seal.browser(browser.known));
  return !known?.trustedUntil || known.trustedUntil <= now();
}
