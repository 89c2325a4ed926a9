import type { Browser } from '../domain/browser';
import type { Customer } from '../domain/customer';
import { notFound } from '../errors';
import { offeredProofs, type OfferedProofsDeps } from './prove-identity';
import { sendStepCode, type SendStepCodeDeps } from './send-step-code';

export type SendProofMessageDeps = SendStepCodeDeps & OfferedProofsDeps;

/**
 * Sends a text message with a code by which the person shows that they are still the one who signed in.
 * @param browser its `visit` is bound to the session that asks
 * @throws AppError `not_found` when it is not enough for this person, `rate_limited`, `unavailable`,
 *   `invalid` (details.reason `number_refused`)
 */
export async function sendProofMessage(
  deps: SendProofMessageDeps,
  customer: Customer,
  browser: Browser,
): Promise<void> {
  if (!(await offeredProofs(deps, customer)).includes('sms')) throw notFound('proof');
  await sendStepCode(deps, { customer, browser, holder: browser.visit });
}
