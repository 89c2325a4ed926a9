import type { Kysely } from 'kysely';
import type { TicketStatus } from '../domain/ticket';
import type { MirroredTickets } from '../mirror/tickets';
import type { Upkeep } from '../outbox/upkeep';
import type { IntentKind, Schema } from '../storage/schema';

export type RetryActDeps = {
  upkeep: Pick<Upkeep, 'retry'>;
  tickets: Pick<MirroredTickets, 'overlay'>;
  now: () => Date;
};

const EXPECTED: Readonly<Record<IntentKind, TicketStatus>> = {
  create: 'open',
  reply: 'open',
  solve: 'solved',
};

/**
 * Makes an act due at once; one that was set aside lies over its ticket's shown state again.
 * @returns false, with nothing changed, when the act is settled or in a worker's hands
 */
export async function retryAct(
  { upkeep, tickets, now }: RetryActDeps,
  trx: Kysely<Schema>,
  id: number,
): Promise<boolean> {
  const former = await upkeep.retry(trx, id);
  if (former === null) return false;
  if (former.state === 'needs_attention') {
    const expected = { status: EXPECTED[former.kind], at: now() };
    await tickets.overlay(trx, former.reference, expected);
  }
  return true;
}
