import { sql, type Kysely } from 'kysely';
import { isReference } from '../domain/reference';
import type { Schema } from '../storage/schema';
import type { TicketSnapshot } from '../zendesk/ticket-mapping';
import type { Directory } from './directory';

type Deps = { db: Kysely<Schema>; directory: Pick<Directory, 'users' | 'accounts'> };

/**
 * Brings what Zendesk said about tickets into our copy. Any order and any repetition end in the
 * same rows: an older version never overwrites a newer one, a deleted ticket disappears.
 */
export async function applySnapshots(
  { db, directory }: Deps,
  snapshots: readonly TicketSnapshot[],
): Promise<void> {
  const living = snapshots.filter((snapshot) => !snapshot.deleted);
  const users = await directory.users(living.map((snapshot) => snapshot.requesterId));
  const accounts = await directory.accounts(
    living.flatMap((snapshot) => snapshot.organizationId ?? []),
  );
  await db.transaction().execute(async (trx) => {
    for (const snapshot of snapshots) {
      if (snapshot.deleted) {
        await forgetTicket(trx, snapshot.number);
        continue;
      }
      const requester = users.get(snapshot.requesterId);
      const account =
        snapshot.organizationId === null ? null : (accounts.get(snapshot.organizationId) ?? null);
      await writeSnapshot(trx, snapshot, {
        account,
        personId: requester?.personId ?? null,
        requesterName: requester?.name ?? '',
      });
    }
  });
}

/**
 * Writes one ticket as Zendesk has it.
 * @param owner whose ticket it is, as the directory or the delivery knows
 */
export async function writeSnapshot(
  trx: Kysely<Schema>,
  snapshot: TicketSnapshot,
  owner: { account: string | null; personId: string | null; requesterName: string },
): Promise<void> {
  const values = {
    number: snapshot.number,
    account: owner.account,
    requester_id: snapshot.requesterId,
    person_id: owner.personId,
    requester_name: owner.requesterName,
    kind: snapshot.kind,
    impact: snapshot.impact,
    subject: snapshot.subject,
    status: snapshot.status,
    assigned: snapshot.assigned,
    is_problem: snapshot.isProblem,
    created_at: snapshot.createdAt,
    updated_at: snapshot.updatedAt,
    version: snapshot.version,
  };
  await trx
    .insertInto('tickets')
    .values({
      ...values,
      reference: await referenceFor(trx, snapshot),
      follow_up_of: snapshot.followUpOf,
    })
    .onConflict((conflict) =>
      conflict
        .column('reference')
        .doUpdateSet(values)
        .where('tickets.version', '<=', snapshot.version),
    )
    .execute();
}

/**
 * The row a ticket belongs to: the one that has its number; else the request of ours it answers;
 * else a new one. A second ticket under the same reference (an agent's clone) stands on its own.
 */
async function referenceFor(trx: Kysely<Schema>, snapshot: TicketSnapshot): Promise<string> {
  const row = await trx
    .selectFrom('tickets')
    .select('reference')
    .where((where) =>
      where.or([
        where('number', '=', snapshot.number),
        where.and([where('reference', '=', snapshot.reference ?? ''), where('number', 'is', null)]),
      ]),
    )
    .orderBy(sql`number is null`)
    .executeTakeFirst();
  if (row) return row.reference;
  const ours = snapshot.reference !== null && isReference(snapshot.reference);
  if (!ours || (await isTaken(trx, snapshot.reference))) return `number-${snapshot.number}`;
  return snapshot.reference;
}

async function isTaken(trx: Kysely<Schema>, reference: string): Promise<boolean> {
  const row = await trx
    .selectFrom('tickets')
    .select('reference')
    .where('reference', '=', reference)
    .executeTakeFirst();
  return row !== undefined;
}

async function forgetTicket(trx: Kysely<Schema>, number: number): Promise<void> {
  await trx.deleteFrom('comments').where('number', '=', number).execute();
  await trx.deleteFrom('tickets').where('number', '=', number).execute();
}
