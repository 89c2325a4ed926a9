import { AppError, notFound } from '../errors';
import type { Hints } from '../mirror/hints';
import type { Webhook } from '../mirror/webhook';

export type NoticeTicketChangeDeps = {
  webhook: Webhook;
  hints: Pick<Hints, 'keep'>;
  /** Lets the stored hint be followed at once. */
  wakeFollower: () => void;
  now: () => Date;
};

/** A call to our webhook as it arrived; nothing of it is believed yet. */
export interface TicketChangeNotice {
  readonly signature: string;
  readonly timestamp: string;
  /** The same for every repetition of one delivery. */
  readonly invocationId: string;
  readonly body: Buffer;
}

const INVOCATION_ID = /^[\w.:-]{1,100}$/;

/**
 * Support says a ticket changed. Only who says it and which ticket count; the ticket itself is read
 * afterwards. Returns once the notice is stored; a repeated one has no second effect.
 * Throws `not_found` when we listen to nobody, `unauthenticated` (details.reason: `forged` |
 * `stale`), `invalid` for a notice without a ticket, `unavailable`.
 */
export async function noticeTicketChange(
  { webhook, hints, wakeFollower, now }: NoticeTicketChangeDeps,
  notice: TicketChangeNotice,
): Promise<void> {
  if (!webhook.isOpen) throw notFound('page');
  const verdict = webhook.judge(notice);
  if (verdict !== 'genuine') {
    throw new AppError('unauthenticated', 'The notice is not signed by support, or too old.', {
      details: { reason: verdict },
    });
  }
  const number = webhook.changedTicket(notice.body);
  if (number === null || !INVOCATION_ID.test(notice.invocationId)) {
    throw new AppError('invalid', 'The notice names no ticket, or not itself.');
  }
  if (await hints.keep(notice.invocationId, number, now())) wakeFollower();
}
