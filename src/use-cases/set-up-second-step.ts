import type { Browser } from '../domain/browser';
import type { Customer } from '../domain/customer';
import type { Notice } from '../domain/mail';
import { maskPhoneNumber, toPhoneNumber } from '../domain/phone-number';
import { RECOVERY_CODES, writeRecoveryCode } from '../domain/recovery-code';
import { SIGN_IN_RULES } from '../domain/sign-in-rules';
import type { SecondStep } from '../domain/way-in';
import { AppError, notFound } from '../errors';
import type { SendNotice } from '../messages/notices';
import type { Authenticators } from '../storage/authenticators';
import type { HalfwaySignIns } from '../storage/halfway-sign-ins';
import type { KnownBrowsers } from '../storage/known-browsers';
import type { Passwords } from '../storage/passwords';
import type { Phones } from '../storage/phones';
import type { RecoveryCodes } from '../storage/recovery-codes';
import type { SecondSteps } from '../storage/second-steps';
import {
  newAuthenticatorKey,
  stepOfCode,
  toAuthenticatorKey,
  type AuthenticatorKey,
} from './authenticator-code';
import { hashRecoveryCode } from './judge-second-step';
import type { KeySeal } from './key-seal';
import { redeemCode, refusedCode, type RedeemCodeDeps } from './one-time-code';
import { sendCodeTo, type SendStepCodeDeps } from './send-step-code';

export type SetUpSecondStepDeps = SendStepCodeDeps &
  RedeemCodeDeps & {
    authenticators: Authenticators;
    phones: Phones;
    recoveryCodes: RecoveryCodes;
    secondSteps: Pick<SecondSteps, 'kindsOf'>;
    knownBrowsers: Pick<KnownBrowsers, 'endTrust'>;
    halfway: Pick<HalfwaySignIns, 'endAll'>;
    passwords: Pick<Passwords, 'find'>;
    keySeal: KeySeal;
    sendNotice: SendNotice;
    randomBytes: (bytes: number) => Buffer;
  };

/** What a person has set up. */
export interface SecondStepState {
  readonly app: boolean;
  /** Masked. */
  readonly phone: string | null;
  readonly canHavePhone: boolean;
  /** Masked; it was told a code that has yet to come back. */
  readonly pendingPhone: string | null;
  readonly recoveryCodesLeft: number;
  readonly hasPassword: boolean;
}

export async function showSecondSteps(
  deps: SetUpSecondStepDeps,
  { id }: Customer,
): Promise<SecondStepState> {
  const now = deps.now();
  const [kinds, phone, pending, recoveryCodesLeft, password] = await Promise.all([
    deps.secondSteps.kindsOf(id),
    deps.phones.number(id),
    deps.phones.pendingNumber(id, enrolmentsSince(now)),
    deps.recoveryCodes.left(id),
    deps.passwords.find(id),
  ]);
  return {
    app: kinds.includes('app'),
    phone: phone && maskPhoneNumber(phone),
    canHavePhone: deps.sms !== null,
    pendingPhone: pending && maskPhoneNumber(pending),
    recoveryCodesLeft,
    hasPassword: password !== null,
  };
}

/** @returns the key, shown this once; it is no second step before a code of it was confirmed */
export async function beginApp(
  { authenticators, keySeal, randomBytes, now }: SetUpSecondStepDeps,
  { id, email }: Customer,
): Promise<AuthenticatorKey> {
  const key = newAuthenticatorKey(randomBytes);
  await authenticators.begin(id, keySeal.seal(key, id), now());
  return toAuthenticatorKey(key, email);
}

/**
 * @returns recovery codes, shown this once, when the person has none yet
 * @throws AppError `invalid` (details.reason `wrong_code`; `code_ended` when it has to be begun anew)
 */
export async function confirmApp(
  deps: SetUpSecondStepDeps,
  customer: Customer,
  { browser, code }: { browser: Browser; code: string },
): Promise<readonly string[] | null> {
  const { id } = customer;
  const now = deps.now();
  const sealed = await deps.authenticators.pendingKey(id, enrolmentsSince(now));
  if (sealed === null) throw refusedCode('code_ended');
  const step = stepOfCode(deps.keySeal.open(sealed, id), code, now);
  if (step === undefined) throw refusedCode('wrong_code');
  if (!(await deps.authenticators.confirm(id, sealed, step, now))) throw refusedCode('code_ended');
  return welcomeStep(deps, customer, browser);
}

/**
 * Sends a code to the number. Throws `invalid` (details.reason `bad_number` | `country_not_served` |
 * `number_refused`), `not_found` where no messages are sent, `rate_limited`, `unavailable`.
 */
export async function beginPhone(
  deps: SetUpSecondStepDeps,
  customer: Customer,
  { browser, holder, number }: { browser: Browser; holder: string; number: string },
): Promise<void> {
  if (!deps.sms) throw notFound('telephone');
  const read = toPhoneNumber(number, deps.sms.callingCodes);
  if ('fault' in read) {
    throw new AppError('invalid', 'No message can go to that number.', {
      details: { field: 'number', reason: read.fault },
    });
  }
  await sendCodeTo(deps, read.number, 'sms_enrolment', { customer, browser, holder });
  await deps.phones.begin(customer.id, read.number, deps.now());
}

/** As `confirmApp`, for the number the code was sent to. */
export async function confirmPhone(
  deps: SetUpSecondStepDeps,
  customer: Customer,
  { browser, holder, code }: { browser: Browser; holder: string; code: string },
): Promise<readonly string[] | null> {
  const sent = await redeemCode(deps, { purpose: 'sms_enrolment', visit: holder, code, browser });
  const isTheirs = sent.personId === customer.id;
  if (!isTheirs || !(await deps.phones.confirm(customer.id, sent.address, deps.now()))) {
    throw refusedCode('code_ended');
  }
  return welcomeStep(deps, customer, browser);
}

/** Lets go of one; with the last one go the recovery codes and the browsers that may skip it. */
export async function removeSecondStep(
  deps: SetUpSecondStepDeps,
  customer: Customer,
  { browser, kind }: { browser: Browser; kind: SecondStep },
): Promise<void> {
  const { id } = customer;
  const wasThere = await deps[kind === 'app' ? 'authenticators' : 'phones'].remove(id);
  if (!wasThere) return;
  if ((await deps.secondSteps.kindsOf(id)).length === 0) {
    await deps.recoveryCodes.replace(id, [], deps.now());
    await deps.knownBrowsers.endTrust(id);
  }
  await deps.halfway.endAll(id);
  tell(deps, 'second_step_removed', customer, browser);
}

/** @returns a new set, shown this once. Throws `conflict` when there is no second step to recover from. */
export async function renewRecoveryCodes(
  deps: SetUpSecondStepDeps,
  customer: Customer,
  browser: Browser,
): Promise<readonly string[]> {
  if ((await deps.secondSteps.kindsOf(customer.id)).length === 0) {
    throw new AppError('conflict', 'There is no second step that codes could stand in for.');
  }
  const codes = await makeRecoveryCodes(deps, customer.id);
  tell(deps, 'recovery_codes_made', customer, browser);
  return codes;
}

async function welcomeStep(deps: SetUpSecondStepDeps, customer: Customer, browser: Browser) {
  tell(deps, 'second_step_added', customer, browser);
  const hasCodes = (await deps.recoveryCodes.left(customer.id)) > 0;
  return hasCodes ? null : makeRecoveryCodes(deps, customer.id);
}

async function makeRecoveryCodes(
  { recoveryCodes, randomBytes, now }: SetUpSecondStepDeps,
  personId: string,
): Promise<readonly string[]> {
  const { count, bytes } = RECOVERY_CODES;
  const codes = Array.from({ length: count }, () => writeRecoveryCode(randomBytes(bytes)));
  const hashes = codes.map((code) => hashRecoveryCode(code.replaceAll('-', '')));
  await recoveryCodes.replace(personId, hashes, now());
  return codes;
}

function tell(
  { sendNotice, now }: SetUpSecondStepDeps,
  notice: Notice,
  { email, locale }: Customer,
  { device }: Browser,
): void {
  sendNotice(notice, { to: email, locale, at: now(), device });
}

function enrolmentsSince(now: Date): Date {
  return new Date(now.getTime() - SIGN_IN_RULES.enrolmentLifetime);
}
