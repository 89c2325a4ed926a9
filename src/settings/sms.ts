import type { Environment } from './environment';

/** Text messages: who sends them, whereto and how many. */
export interface SmsSettings {
  /** Null where there is none: then no second step by SMS is offered. The demo has its mailbox. */
  readonly provider: {
    readonly url: string;
    readonly accountSid: string;
    readonly from: string;
    readonly timeoutMs: number;
  } | null;
  /** Of the countries that are served. */
  readonly callingCodes: readonly string[];
  readonly perDay: number;
}

/** Brazil, Argentina, Mexico, Colombia, Chile, Peru, the United States and Canada, Spain, Portugal. */
const CALLING_CODES = ['55', '54', '52', '57', '56', '51', '1', '34', '351'];

export function smsSettings(values: Environment): SmsSettings {
  const { SMS_ACCOUNT_SID: accountSid, SMS_FROM: from } = values;
  const url = values.SMS_URL ?? 'https://api.twilio.com';
  const timeoutMs = (values.SMS_TIMEOUT_SECONDS ?? 5) * 1000;
  return {
    provider: accountSid && from ? { url, accountSid, from, timeoutMs } : null,
    callingCodes: values.SMS_CALLING_CODES ?? CALLING_CODES,
    perDay: values.SMS_PER_DAY ?? 500,
  };
}
