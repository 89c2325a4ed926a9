import type { Browser } from '../domain/browser';
import { maskPhoneNumber } from '../domain/phone-number';
import { SIGN_IN_RULES } from '../domain/sign-in-rules';
import { AppError } from '../errors';
import type { HalfwaySignIns } from '../storage/halfway-sign-ins';
import type { People } from '../storage/people';
import type { Phones } from '../storage/phones';
import type { SecondSteps } from '../storage/second-steps';
import type { Entry } from './entry';
import { judgeSecondStep, type JudgeSecondStepDeps, type StepProof } from './judge-second-step';
import { sendStepCode, type SendStepCodeDeps } from './send-step-code';

export type SecondStepDeps = JudgeSecondStepDeps &
  SendStepCodeDeps & {
    halfway: Pick<HalfwaySignIns, 'find' | 'takeAttempt' | 'end'>;
    people: Pick<People, 'find'>;
    phones: Pick<Phones, 'number'>;
    secondSteps: Pick<SecondSteps, 'kindsOf'>;
  };

/** What whoever passed the first step in this browser may show. */
export interface SecondStepChoice {
  readonly app: boolean;
  /** The telephone, masked; null when there is none or no message can be sent. */
  readonly phone: string | null;
}

/** Throws `unauthenticated` when nothing is half done in this browser. */
export async function showSecondStep(
  deps: SecondStepDeps,
  browser: Browser,
): Promise<SecondStepChoice> {
  const halfway = await deps.halfway.find(deps.seal.browser(browser.visit), deps.now());
  if (!halfway) throw ended();
  const kinds = await deps.secondSteps.kindsOf(halfway.personId);
  const number = deps.sms && (await deps.phones.number(halfway.personId));
  return { app: kinds.includes('app'), phone: number && maskPhoneNumber(number) };
}

/**
 * Sends a code to the telephone of whoever passed the first step in this browser. Throws
 * `unauthenticated`, `not_found` without a telephone, `rate_limited`, `unavailable`.
 */
export async function sendSecondStepCode(deps: SecondStepDeps, browser: Browser): Promise<void> {
  const halfway = await deps.halfway.find(deps.seal.browser(browser.visit), deps.now());
  const customer = halfway && (await deps.people.find(halfway.personId));
  if (!customer) throw ended();
  await sendStepCode(deps, { customer, browser, holder: browser.visit });
}

/**
 * The second step of a sign-in. Throws `unauthenticated` when the first one has to be done again,
 * `invalid` (details.reason `wrong_code` | `code_ended` | `code_spent`), `rate_limited`.
 */
export async function confirmSecondStep(
  deps: SecondStepDeps,
  { browser, proof }: { browser: Browser; proof: StepProof },
): Promise<Entry> {
  const visitHash = deps.seal.browser(browser.visit);
  const { halfwayAttempts: most } = SIGN_IN_RULES;
  const halfway = await deps.halfway.takeAttempt(visitHash, most, deps.now());
  const customer = halfway && (await deps.people.find(halfway.personId));
  if (!customer) throw ended();
  const { way } = halfway;
  await judgeSecondStep(deps, { customer, browser, holder: browser.visit, way, proof });
  if (!(await deps.halfway.end(visitHash))) throw ended();
  return { kind: 'signed_in', customer, way };
}

function ended(): AppError {
  return new AppError('unauthenticated', 'No first step was passed in this browser.');
}
