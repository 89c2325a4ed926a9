import { z } from 'zod';
import type { Locale } from '../domain/locale';
import { MAILED_CODES, NOTICES, type MailedCode, type Notice } from '../domain/mail';
import { readYaml } from './config-files';

type InEveryLanguage = Readonly<Record<Locale, { subject: string; text: string }>>;

/** The mails the portal sends itself. */
export interface MailTexts {
  /** `{code}` stands where the code goes. */
  readonly codes: Readonly<Record<MailedCode, InEveryLanguage>>;
  /** `{when}` and `{device}` stand where they go. */
  readonly notices: Readonly<Record<Notice, InEveryLanguage>>;
  /** A text message; `{code}` stands where the code goes. */
  readonly sms: Readonly<Record<Locale, string>>;
}

const inEveryLanguage = (placeholder: string): z.ZodType<InEveryLanguage> => {
  const mail = z.object({ subject: z.string().min(1), text: z.string().includes(placeholder) });
  return z.object({ en: mail, pt: mail, es: mail });
};
/** One message of the plain alphabet holds 160 characters; each further one is paid for again. */
const smsText = z.string().includes('{code}').max(150);
const mailTexts: z.ZodType<MailTexts> = z.object({
  codes: z.record(z.enum(MAILED_CODES), inEveryLanguage('{code}')),
  notices: z.record(z.enum(NOTICES), inEveryLanguage('{when}')),
  sms: z.object({ en: smsText, pt: smsText, es: smsText }),
});

/** @returns the portal's own mails; throws `internal` when config/mails.yaml is not right */
export function readMailTexts(): MailTexts {
  return readYaml('mails.yaml', mailTexts);
}
