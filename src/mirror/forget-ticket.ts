import type { Kysely } from 'kysely';
import type { Schema } from '../storage/schema';

/** Whether anything people did on the ticket is not delivered yet; the outbox knows. */
export type IsOwed = (trx: Kysely<Schema>, reference: string) => Promise<boolean>;

/**
 * Lets go of a ticket that support deleted, with its conversation. While something of its people is
 * owed the ticket stays, as deleted: they are told there, and find their words.
 * @returns whether it stays
 */
export async function forgetTicket(
  trx: Kysely<Schema>,
  isOwed: IsOwed,
  number: number,
): Promise<boolean> {
  const row = await trx
    .selectFrom('tickets')
    .select('reference')
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();
  await trx.deleteFrom('comments').where('number', '=', number).execute();
  const stays = row !== undefined && (await isOwed(trx, row.reference));
  if (stays) {
    const values = { deleted: true, status: 'closed', comments_version: null };
    await trx.updateTable('tickets').set(values).where('number', '=', number).execute();
  } else {
    await trx.deleteFrom('tickets').where('number', '=', number).execute();
  }
  return stays;
}
