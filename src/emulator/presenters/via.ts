import type { Audit, MailPerson } from '../records';

/**
 * How a change came about.
 * https://developer.zendesk.com/documentation/ticketing/reference-guides/via-object-reference
 */
export function presentVia(audit: Pick<Audit, 'channel' | 'mail'> | undefined) {
  const { channel = 'api', mail } = audit ?? {};
  const from = mail ? person(mail.from) : {};
  const to = mail ? person(mail.to) : {};
  return { channel, source: { from, to, rel: null } };
}

const person = ({ address, name }: MailPerson) => ({ address, name });
