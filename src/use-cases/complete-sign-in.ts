import type { Browser } from '../domain/browser';
import type { Customer } from '../domain/customer';
import { SIGN_IN_RULES } from '../domain/sign-in-rules';
import type { WayIn } from '../domain/way-in';
import type { SendNotice } from '../messages/notices';
import type { KnownBrowsers } from '../storage/known-browsers';
import type { CodeSeal } from './code-seal';
import type { RecordSignIn } from './sign-in-record';

export type CompleteSignInDeps = {
  knownBrowsers: Pick<KnownBrowsers, 'list' | 'remember' | 'rename'>;
  recordSignIn: RecordSignIn;
  sendNotice: SendNotice;
  seal: Pick<CodeSeal, 'browser'>;
  now: () => Date;
};

/**
 * Writes down that somebody is in, and remembers the browser; its owner is told of one that was never
 * seen before, once there are others.
 * @param signIn.token what the browser is known by from now on, in place of `browser.known`
 * @param signIn.trust whether it may skip the second step for a while
 */
export async function completeSignIn(
  { knownBrowsers, recordSignIn, sendNotice, seal, now }: CompleteSignInDeps,
  signIn: { customer: Customer; way: WayIn; browser: Browser; token: string; trust: boolean },
): Promise<void> {
  const { customer, way, browser, token, trust } = signIn;
  const { device, address } = browser;
  const at = now();
  const tokenHash = seal.browser(token);
  if (browser.known !== undefined)
    await knownBrowsers.rename(seal.browser(browser.known), tokenHash);
  const theirs = await knownBrowsers.list(customer.id);
  if (theirs.length > 0 && !theirs.some((known) => known.tokenHash === tokenHash)) {
    sendNotice('new_browser', { to: customer.email, locale: customer.locale, at, device });
  }
  await knownBrowsers.remember(customer.id, {
    tokenHash,
    device,
    address,
    now: at,
    trustedUntil: trust ? new Date(at.getTime() + SIGN_IN_RULES.trustLifetime) : null,
  });
  await recordSignIn({ personId: customer.id, way, outcome: 'signed_in', browser });
}
