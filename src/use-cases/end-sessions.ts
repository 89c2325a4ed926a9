import type { Browser } from '../domain/browser';
import type { Customer } from '../domain/customer';
import { notFound } from '../errors';
import type { SendNotice } from '../messages/notices';
import type { HalfwaySignIns } from '../storage/halfway-sign-ins';
import type { Sessions } from '../storage/sessions';

export type EndSessionsDeps = {
  sessions: Pick<Sessions, 'end' | 'endAll'>;
  halfway: Pick<HalfwaySignIns, 'endAll'>;
  sendNotice: SendNotice;
  now: () => Date;
};

/**
 * Ends one of the person's sessions, at once and in every process.
 * @param id as `OpenSession` names it. @throws AppError `not_found` when it is over or somebody else's
 */
export async function endSession(
  { sessions, now }: Pick<EndSessionsDeps, 'sessions' | 'now'>,
  customer: Customer,
  id: string,
): Promise<void> {
  if (!(await sessions.end(id, now(), customer.id))) throw notFound('session');
}

/**
 * Ends every session of the person but the one that asks, and what stands before the second step
 * anywhere; the person is told by mail.
 */
export async function endOtherSessions(
  { sessions, halfway, sendNotice, now }: EndSessionsDeps,
  customer: Customer,
  { sessionId, browser }: { sessionId: string; browser: Browser },
): Promise<void> {
  const at = now();
  await halfway.endAll(customer.id);
  await sessions.endAll(customer.id, at, sessionId);
  const { email: to, locale } = customer;
  sendNotice('sessions_ended', { to, locale, at, device: browser.device });
}
