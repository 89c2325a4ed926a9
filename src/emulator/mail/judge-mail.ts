import type { Ticket, User } from '../records';
import { mayComment } from '../rules/request-access';
import type { State } from '../state';
import { isZendesks } from './addresses';
import type { InboundMail } from './inbound-mail';
import type { CauseId } from './suspend';

/**
 * Tells why a mail may become neither ticket nor comment.
 * https://support.zendesk.com/hc/en-us/articles/4408828416282
 * @param ticket the one it belongs to, if any
 * @param hasContent whether anything is left of it without what it quotes
 */
export function causeToSuspend(
  state: State,
  mail: InboundMail,
  sender: User | undefined,
  ticket: Ticket | undefined,
  hasContent: boolean,
): CauseId | undefined {
  const { address } = mail.from;
  if (isZendesks(address)) return 4;
  if (isAutomatic(mail.headers)) return 3;
  if (/^(?:mailer-daemon|postmaster)@/i.test(address)) return 9;
  if (sender?.suspended) return 0;
  if (!hasContent) return 11;
  if (!ticket) return undefined;
  if (!sender) return 5;
  return mayComment(state, sender, ticket) ? undefined : 6;
}

/** https://www.rfc-editor.org/rfc/rfc3834#section-5 */
function isAutomatic(headers: InboundMail['headers']): boolean {
  const submitted = headers['auto-submitted']?.toLowerCase() ?? 'no';
  const precedence = headers['precedence']?.toLowerCase() ?? '';
  return submitted !== 'no' || ['bulk', 'junk', 'list', 'auto_reply'].includes(precedence);
}
