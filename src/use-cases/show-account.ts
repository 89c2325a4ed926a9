import { z } from 'zod';
import type { Customer } from '../domain/customer';
import { WAYS_IN, type SecondStep, type WayIn } from '../domain/way-in';
import type { KnownBrowser, KnownBrowsers } from '../storage/known-browsers';
import type { Passwords } from '../storage/passwords';
import type { RecoveryCodes } from '../storage/recovery-codes';
import type { SecondSteps } from '../storage/second-steps';
import type { Sessions } from '../storage/sessions';
import type { SignInEntry, SignInLog } from '../storage/sign-in-log';
import { listIdentities, type ListIdentitiesDeps, type ProviderView } from './unlink-identity';

export type ShowAccountDeps = ListIdentitiesDeps & {
  passwords: Pick<Passwords, 'find'>;
  recoveryCodes: Pick<RecoveryCodes, 'left'>;
  secondSteps: Pick<SecondSteps, 'kindsOf'>;
  knownBrowsers: Pick<KnownBrowsers, 'list'>;
  sessions: Pick<Sessions, 'list'>;
  signInLog: Pick<SignInLog, 'recent'>;
  now: () => Date;
};

/** A session that is running. Its place is told by the IP address alone: nobody is asked where that is. */
export interface OpenSession {
  /** Names it in a form; a hash, with which nobody comes in. */
  readonly id: string;
  readonly isThis: boolean;
  /** Absent in a session that was begun before it was written down. */
  readonly way: WayIn | undefined;
  readonly device: string;
  readonly address: string;
  readonly signedInAt: Date;
  readonly seenAt: Date;
}

/** Everything that opens the door to a person's requests, and who came through it. */
export interface AccountView {
  readonly providers: readonly ProviderView[];
  readonly passwordChangedAt: Date | null;
  readonly secondSteps: readonly SecondStep[];
  readonly recoveryCodesLeft: number;
  /** Those that may skip the second step now. */
  readonly trustedBrowsers: readonly (KnownBrowser & { readonly trustedUntil: Date })[];
  readonly sessions: readonly OpenSession[];
  readonly signIns: readonly SignInEntry[];
}

const SIGN_INS_SHOWN = 10;

/** @param sessionId the session that asks, by the hash it is kept under */
export async function showAccount(
  deps: ShowAccountDeps,
  customer: Customer,
  sessionId: string,
): Promise<AccountView> {
  const { id } = customer;
  const { passwords, recoveryCodes, secondSteps, knownBrowsers } = deps;
  const at = deps.now();
  const [providers, password, steps, recoveryCodesLeft, browsers, open, signIns] =
    await Promise.all([
      listIdentities(deps, customer),
      passwords.find(id),
      secondSteps.kindsOf(id),
      recoveryCodes.left(id),
      knownBrowsers.list(id),
      deps.sessions.list(id, at),
      deps.signInLog.recent(id, SIGN_INS_SHOWN),
    ]);
  return {
    providers,
    passwordChangedAt: password?.changedAt ?? null,
    secondSteps: steps,
    recoveryCodesLeft,
    trustedBrowsers: browsers.flatMap((browser) =>
      browser.trustedUntil !== null && browser.trustedUntil > at
        ? [{ ...browser, trustedUntil: browser.trustedUntil }]
        : [],
    ),
    sessions: open
      .map(({ idHash, data }) => toOpenSession(idHash, data, idHash === sessionId))
      .sort((one, other) => rank(other) - rank(one)),
    signIns,
  };
}

/** What the door wrote into the session's data (http/middleware/session.ts). */
const sessionData = z.object({
  signedInAt: z.number().default(0),
  seenAt: z.number().optional(),
  way: z.enum(WAYS_IN).optional(),
  device: z.string().default(''),
  address: z.string().default(''),
});

function toOpenSession(id: string, data: unknown, isThis: boolean): OpenSession {
  const { signedInAt, seenAt = signedInAt, way, device, address } = sessionData.parse(data);
  const times = { signedInAt: new Date(signedInAt), seenAt: new Date(seenAt) };
  return { id, isThis, way, device, address, ...times };
}

/** This one first, then the newest visit. */
function rank({ isThis, seenAt }: OpenSession): number {
  return isThis ? Infinity : seenAt.getTime();
}
