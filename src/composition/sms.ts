import type { SmsSender } from '../messages/sms';
import { createTwilioSender } from '../messages/twilio';
import type { Sms } from '../use-cases/send-step-code';
import type { Common } from './common';

type Deps = Pick<Common, 'settings' | 'secrets'> & {
  /** Instead of a provider. */
  sender?: SmsSender;
};

/** What sends text messages; null where nobody does. */
export function openSms({ settings, secrets, sender }: Deps): Sms | null {
  const { provider, callingCodes, perDay } = settings.sms;
  const chosen =
    sender ??
    (provider && secrets.sms
      ? createTwilioSender({ ...provider, authToken: secrets.sms.reveal() })
      : null);
  return chosen && { sender: chosen, callingCodes, perDay, texts: settings.texts.sms };
}
