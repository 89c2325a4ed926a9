import type { Kysely } from 'kysely';
import type { MirroredTickets } from '../mirror/tickets';
import type { Intent } from '../outbox/intent';
import type { Outbox } from '../outbox/outbox';
import type { Upkeep } from '../outbox/upkeep';
import type { Files } from '../storage/files';
import type { Schema } from '../storage/schema';

export type DropActDeps = {
  outbox: Pick<Outbox, 'waitingFor' | 'owes'>;
  upkeep: Pick<Upkeep, 'drop'>;
  files: Pick<Files, 'removeOf'>;
  tickets: Pick<MirroredTickets, 'uncover' | 'forget' | 'bury'>;
};

/**
 * Lets go of an act and its files, and takes it off the ticket's shown state. A request that support
 * never got goes with everything that was waiting for it.
 * @returns false, with nothing changed, when the act is settled or in a worker's hands
 */
export async function dropAct(
  deps: DropActDeps,
  trx: Kysely<Schema>,
  { id, intent, kind, reference }: Pick<Intent, 'id' | 'intent' | 'kind' | 'reference'>,
): Promise<boolean> {
  const former = await deps.upkeep.drop(trx, id);
  if (former === null) return false;
  await deps.files.removeOf(trx, intent);
  if (former.state === 'waiting') await deps.tickets.uncover(trx, reference);
  if (kind !== 'create') {
    if (!(await deps.outbox.owes(trx, reference))) await deps.tickets.bury(trx, reference);
    return true;
  }
  for (const follower of await deps.outbox.waitingFor(reference)) {
    if (follower.id !== id) await dropAct(deps, trx, follower);
  }
  await deps.tickets.forget(trx, reference);
  return true;
}
