import type { Browser } from '../domain/browser';
import type { SignInOutcome, WayIn } from '../domain/way-in';
import type { Log } from '../log';
import type { SignInLog } from '../storage/sign-in-log';

export type RecordSignIn = (entry: {
  /** Null when nobody is known under what was typed. */
  personId: string | null;
  way: WayIn;
  outcome: SignInOutcome;
  browser: Pick<Browser, 'device' | 'address'>;
}) => Promise<void>;

/**
 * Writes down how a try to sign in ended: for its owner to look through, and one line for the
 * operator. Whom nobody knows costs the same work, and what they typed is not written anywhere.
 */
export function createSignInRecord(deps: {
  signInLog: Pick<SignInLog, 'add'>;
  log: Pick<Log, 'info'>;
  now: () => Date;
}): RecordSignIn {
  return async ({ personId, way, outcome, browser: { device, address } }) => {
    const person = personId ?? undefined;
    deps.log.info({ event: 'sign_in', way, outcome, person, device, ip: address }, 'sign-in');
    await deps.signInLog.add(personId, { way, outcome, device, address, at: deps.now() });
  };
}
