import type { Browser } from '../domain/browser';
import type { Customer } from '../domain/customer';
import type { SecondStep } from '../domain/way-in';
import type { AuthenticatorKey } from './authenticator-code';
import {
  confirmSecondStep,
  sendSecondStepCode,
  showSecondStep,
  type SecondStepChoice,
  type SecondStepDeps,
} from './confirm-second-step';
import type { Entry } from './entry';
import type { StepProof } from './judge-second-step';
import {
  beginApp,
  beginPhone,
  confirmApp,
  confirmPhone,
  removeSecondStep,
  renewRecoveryCodes,
  showSecondSteps,
  type SecondStepState,
  type SetUpSecondStepDeps,
} from './set-up-second-step';

/**
 * The second step: at the door, for the browser in which the first one was passed, and inside, where
 * it is set up. `holder` is what a text message's code is bound to.
 */
export interface SecondStepStories {
  /** Throws `unauthenticated` when nothing is half done in this browser, as do the two below. */
  choose(browser: Browser): Promise<SecondStepChoice>;
  /** Throws `not_found`, `rate_limited`, `unavailable`. */
  sendCode(browser: Browser): Promise<void>;
  /** Throws `invalid` (details.reason: `wrong_code` | `code_ended` | `code_spent`), `rate_limited`. */
  confirm(step: { browser: Browser; proof: StepProof }): Promise<Entry>;

  show(customer: Customer): Promise<SecondStepState>;
  beginApp(customer: Customer): Promise<AuthenticatorKey>;
  /** Recovery codes when there were none. Throws `invalid` (details.reason: `wrong_code` | `code_ended`). */
  confirmApp(
    customer: Customer,
    step: { browser: Browser; code: string },
  ): Promise<readonly string[] | null>;
  /** Throws `invalid`, `not_found`, `rate_limited`, `unavailable`. */
  beginPhone(
    customer: Customer,
    step: { browser: Browser; holder: string; number: string },
  ): Promise<void>;
  confirmPhone(
    customer: Customer,
    step: { browser: Browser; holder: string; code: string },
  ): Promise<readonly string[] | null>;
  remove(customer: Customer, step: { browser: Browser; kind: SecondStep }): Promise<void>;
  /** Throws `conflict` without a second step. */
  renewRecoveryCodes(customer: Customer, browser: Browser): Promise<readonly string[]>;
}

export type SecondStepStoriesDeps = SecondStepDeps & SetUpSecondStepDeps;

export function createSecondStepStories(deps: SecondStepStoriesDeps): SecondStepStories {
  return {
    choose: showSecondStep.bind(null, deps),
    sendCode: sendSecondStepCode.bind(null, deps),
    confirm: confirmSecondStep.bind(null, deps),
    show: showSecondSteps.bind(null, deps),
    beginApp: beginApp.bind(null, deps),
    confirmApp: confirmApp.bind(null, deps),
    beginPhone: beginPhone.bind(null, deps),
    confirmPhone: confirmPhone.bind(null, deps),
    remove: removeSecondStep.bind(null, deps),
    renewRecoveryCodes: renewRecoveryCodes.bind(null, deps),
  };
}
