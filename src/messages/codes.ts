import type { Locale } from '../domain/locale';
import type { MailedCode } from '../domain/mail';
import type { Outgoing } from './outgoing';

/** `{code}` stands where the code goes. Nothing a visitor typed enters the mail. */
export type CodeTexts = Readonly<
  Record<MailedCode, Record<Locale, { subject: string; text: string }>>
>;

/** Mails a code in the background. */
export type SendCode = (code: {
  to: string;
  purpose: MailedCode;
  code: string;
  locale: Locale;
}) => void;

export function createCodeSender(deps: {
  outgoing: Pick<Outgoing, 'send'>;
  texts: CodeTexts;
}): SendCode {
  return ({ to, purpose, code, locale }) => {
    const { subject, text } = deps.texts[purpose][locale];
    deps.outgoing.send({ to, subject, text: text.replaceAll('{code}', code) }, `code: ${purpose}`);
  };
}
