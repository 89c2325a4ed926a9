import type { Browser } from '../domain/browser';
import type { Customer } from '../domain/customer';
import { passwordFault, toPassword } from '../domain/password-rules';
import { AppError } from '../errors';
import type { SendNotice } from '../messages/notices';
import type { HalfwaySignIns } from '../storage/halfway-sign-ins';
import type { KnownBrowsers } from '../storage/known-browsers';
import type { OneTimeCodes } from '../storage/one-time-codes';
import type { Passwords } from '../storage/passwords';
import type { People } from '../storage/people';
import type { SecondSteps } from '../storage/second-steps';
import type { Sessions } from '../storage/sessions';
import { isCommonPassword } from './common-passwords';
import type { Entry } from './entry';
import { redeemCode, refusedCode, type RedeemCodeDeps } from './one-time-code';
import type { PasswordHash } from './password-hash';
import type { SignInLimits } from './sign-in-limits';

export type ChoosePasswordDeps = RedeemCodeDeps & {
  people: Pick<People, 'find'>;
  passwords: Pick<Passwords, 'set'>;
  passwordHash: Pick<PasswordHash, 'make'>;
  sessions: Pick<Sessions, 'endAll'>;
  knownBrowsers: Pick<KnownBrowsers, 'endTrust'>;
  halfway: Pick<HalfwaySignIns, 'endAll'>;
  codes: Pick<OneTimeCodes, 'endAll'>;
  secondSteps: Pick<SecondSteps, 'kindsOf'>;
  limits: Pick<SignInLimits, 'admit' | 'failed' | 'succeeded'>;
  sendNotice: SendNotice;
};

/**
 * Chooses a password with a mailed code. Whoever has a second step is not signed in by that; whoever
 * has none yet proved the address as a sign-in code would, and is led inside to set one up.
 * @returns where that leads, or null to the door
 * @throws AppError `invalid` (details.reason `wrong_code` | `code_ended`, or a `PasswordFault`; a code
 * whose password is refused stays good)
 */
export async function resetPassword(
  deps: ChoosePasswordDeps,
  { browser, code, password }: { browser: Browser; code: string; password: string },
): Promise<Entry | null> {
  refuseWeak(password, []);
  const typed = { purpose: 'password', visit: browser.visit, code, browser } as const;
  const { personId } = await redeemCode(deps, typed, async (owner) => {
    const customer = await deps.people.find(owner);
    if (customer) refuseWeak(password, surroundingsOf(customer));
  });
  const customer = await deps.people.find(personId);
  if (!customer) throw refusedCode('code_ended');
  await keepPassword(deps, customer, { password, browser });
  const kinds = await deps.secondSteps.kindsOf(customer.id);
  return kinds.length === 0 ? { kind: 'signed_in', customer, way: 'code' } : null;
}

/**
 * Chooses a password from inside.
 * @param change.session the hash of the session that stays; every other one ends
 * @throws AppError `invalid` (details.reason: a `PasswordFault`)
 */
export async function changePassword(
  deps: ChoosePasswordDeps,
  customer: Customer,
  change: { password: string; browser: Browser; session: string },
): Promise<void> {
  refuseWeak(change.password, surroundingsOf(customer));
  await keepPassword(deps, customer, change);
}

async function keepPassword(
  deps: ChoosePasswordDeps,
  { id, email, locale }: Customer,
  { password, browser, session }: { password: string; browser: Browser; session?: string },
): Promise<void> {
  const at = deps.now();
  await deps.passwords.set(id, await deps.passwordHash.make(toPassword(password)), at);
  await deps.sessions.endAll(id, at, session);
  await deps.knownBrowsers.endTrust(id);
  await deps.halfway.endAll(id);
  await deps.codes.endAll(id, at);
  await deps.limits.succeeded({ act: 'password', address: email, personId: id, browser });
  deps.sendNotice('password_changed', { to: email, locale, at, device: browser.device });
}

function surroundingsOf({ accounts, email, name }: Customer): string[] {
  return [...accounts, email, name, 'vtex'];
}

function refuseWeak(password: string, surroundings: readonly string[]): void {
  const fault = passwordFault(toPassword(password), surroundings, isCommonPassword);
  if (fault === undefined) return;
  throw new AppError('invalid', 'That password may not be chosen.', {
    details: { field: 'new_password', reason: fault },
  });
}
