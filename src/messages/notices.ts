import type { Locale } from '../domain/locale';
import type { Notice } from '../domain/mail';
import type { Outgoing } from './outgoing';

/** `{when}` and `{device}` stand where they go; a notice carries no secret and no link. */
export type NoticeTexts = Readonly<
  Record<Notice, Record<Locale, { subject: string; text: string }>>
>;

/** Mails a notice in the background. `device` is our own word for the browser, not its own. */
export type SendNotice = (
  kind: Notice,
  about: { to: string; locale: Locale; at: Date; device: string },
) => void;

const TAGS: Record<Locale, string> = { en: 'en', pt: 'pt-BR', es: 'es-419' };

export function createNoticeSender(deps: {
  outgoing: Pick<Outgoing, 'send'>;
  texts: NoticeTexts;
}): SendNotice {
  return (kind, { to, locale, at, device }) => {
    const { subject, text } = deps.texts[kind][locale];
    const words = text.replaceAll('{when}', writeTime(at, locale)).replaceAll('{device}', device);
    deps.outgoing.send({ to, subject, text: words }, `notice: ${kind}`);
  };
}

function writeTime(at: Date, locale: Locale): string {
  const format = new Intl.DateTimeFormat(TAGS[locale], {
    dateStyle: 'long',
    timeStyle: 'long',
    timeZone: 'UTC',
  });
  return format.format(at);
}
