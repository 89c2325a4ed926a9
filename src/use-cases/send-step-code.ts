import type { Browser } from '../domain/browser';
import type { Customer } from '../domain/customer';
import type { Locale } from '../domain/locale';
import { phonePrefix } from '../domain/phone-number';
import { SMS_LIMITS } from '../domain/sms-limits';
import type { CodePurpose } from '../domain/way-in';
import { AppError, notFound } from '../errors';
import type { SmsSender } from '../messages/sms';
import type { Phones } from '../storage/phones';
import type { Limited, Tallies } from '../storage/tallies';
import { issueCode, type IssueCodeDeps } from './one-time-code';

/** Text messages, and whom they may go to. */
export interface Sms {
  readonly sender: SmsSender;
  /** Calling codes of the countries that are served. */
  readonly callingCodes: readonly string[];
  /** So many leave in a day, whoever asks. */
  readonly perDay: number;
  /** `{code}` stands where the code goes. */
  readonly texts: Readonly<Record<Locale, string>>;
}

export type SendStepCodeDeps = IssueCodeDeps & {
  /** Null where no messages can be sent. */
  sms: Sms | null;
  phones: Pick<Phones, 'number'>;
  tallies: Pick<Tallies, 'countWhileWithin'>;
};

type Wanted = { customer: Customer; browser: Browser; holder: string };

/**
 * Sends a code for the second step to the person's own telephone, once; it is awaited, so that the
 * page can say when no message went out. Throws `not_found` without a telephone, `rate_limited`,
 * `unavailable`.
 */
export async function sendStepCode(deps: SendStepCodeDeps, wanted: Wanted): Promise<void> {
  const number = await deps.phones.number(wanted.customer.id);
  if (number === null) throw notFound('telephone');
  await sendCodeTo(deps, number, 'sms_step', wanted);
}

/** The same for a number that has yet to show that it is theirs. */
export async function sendCodeTo(
  deps: SendStepCodeDeps,
  number: string,
  purpose: Extract<CodePurpose, 'sms_step' | 'sms_enrolment'>,
  { customer, browser, holder }: Wanted,
): Promise<void> {
  const { sms } = deps;
  if (!sms) throw notFound('telephone');
  await countMessage(deps, [
    { name: `messages of ${customer.id}`, ...SMS_LIMITS.perPerson },
    { name: `messages from ${browser.address}`, ...SMS_LIMITS.perAddress },
    { name: `messages to ${number}`, ...SMS_LIMITS.perNumber },
    { name: `messages to ${phonePrefix(number)}`, ...SMS_LIMITS.perPrefix },
    { name: 'messages', most: sms.perDay, ...SMS_LIMITS.inAll },
  ]);
  const wanted = { purpose, visit: holder, address: number, personId: customer.id };
  const code = await issueCode(deps, wanted);
  const text = sms.texts[customer.locale].replaceAll('{code}', code);
  try {
    await sms.sender.send({ to: number, text });
  } catch (cause) {
    throw unsent(cause);
  }
}

/** Counts before anything is sent, so that parallel requests cannot share a count. */
async function countMessage(
  { tallies, now }: SendStepCodeDeps,
  limited: readonly Limited[],
): Promise<void> {
  const at = now();
  for (const [place, counted] of (await tallies.countWhileWithin(limited, at)).entries()) {
    if (counted.count <= limited[place]!.most) continue;
    throw new AppError('rate_limited', 'Too many text messages were asked for.', {
      retryAfter: Math.ceil((counted.endsAt.getTime() - at.getTime()) / 1000),
    });
  }
}

/** The provider's refusal of our credentials is not the person's to see; the app is what helps them. */
function unsent(cause: unknown): AppError {
  const isNumber = cause instanceof AppError && cause.code === 'invalid';
  return new AppError(isNumber ? 'invalid' : 'unavailable', 'No text message went out.', {
    cause,
    details: { field: 'number', reason: isNumber ? 'number_refused' : 'sms_unsent' },
  });
}
