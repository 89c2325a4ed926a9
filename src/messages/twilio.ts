import { z } from 'zod';
import { AppError, type ErrorCode } from '../errors';
import type { SmsSender } from './sms';

export interface TwilioOptions {
  /** `https://api.twilio.com`, or whoever speaks its language. */
  readonly url: string;
  readonly accountSid: string;
  readonly authToken: string;
  /** A number of ours, or a messaging service (`MG…`). */
  readonly from: string;
  readonly timeoutMs: number;
}

/**
 * Sends through Twilio's Messages resource, or any service that answers like it.
 *
 * @see https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
 */
export function createTwilioSender(options: TwilioOptions): SmsSender {
  const { url, accountSid, authToken, from, timeoutMs } = options;
  const address = new URL(`/2010-04-01/Accounts/${accountSid}/Messages.json`, url);
  const credentials = Buffer.from(`${accountSid}:${authToken}`).toString('base64');
  const sender = from.startsWith('MG') ? 'MessagingServiceSid' : 'From';
  return {
    async send({ to, text }) {
      const response = await fetch(address, {
        method: 'POST',
        headers: { Authorization: `Basic ${credentials}`, Accept: 'application/json' },
        body: new URLSearchParams({ To: to, [sender]: from, Body: text }),
        // A redirect would carry the credentials to somebody else.
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      }).catch((cause: unknown) => {
        throw new AppError('unavailable', 'The SMS service did not answer.', { cause });
      });
      if (response.ok) {
        await response.body?.cancel();
        return;
      }
      throw refusal(response.status, await codeOf(response));
    },
  };
}

/** Faults of the number itself: https://www.twilio.com/docs/api/errors */
const BAD_NUMBER: readonly number[] = [21211, 21214, 21217, 21408, 21610, 21612, 21614, 21635];

function refusal(status: number, code: number | undefined): AppError {
  const kind = kindOf(status, code);
  const message = `The SMS service refused a message with ${status}, code ${code ?? 'unknown'}.`;
  const reason = kind === 'invalid' ? 'number_refused' : 'sms_refused';
  return new AppError(kind, message, { details: { reason } });
}

function kindOf(status: number, code: number | undefined): ErrorCode {
  if (status === 429 || status >= 500) return 'unavailable';
  return code !== undefined && BAD_NUMBER.includes(code) ? 'invalid' : 'internal';
}

const LONGEST_ANSWER = 10_000;
const answer = z.object({ code: z.number() });

/** @returns the service's own number for what went wrong; its sentences may quote the telephone's */
async function codeOf(response: Response): Promise<number | undefined> {
  try {
    return answer.parse(JSON.parse(await beginningOf(response))).code;
  } catch {
    // Not JSON, or not whole: the status alone has to say it.
    return undefined;
  }
}

async function beginningOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += (chunk as Uint8Array).length;
    if (size > LONGEST_ANSWER) break;
  }
  return Buffer.concat(chunks).subarray(0, LONGEST_ANSWER).toString('utf8');
}
