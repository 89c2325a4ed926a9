import { sql, type Kysely } from 'kysely';
import { isReference } from '../domain/reference';
import type { Schema } from '../storage/schema';
import type { TicketSnapshot } from '../zendesk/ticket-mapping';
import type { Directory } from './directory';
import { forgetTicket, type IsOwed } from './forget-ticket';
import { isSettled } from './settling';

type Deps = {
  db: Kysely<Schema>;
  directory: Pick<Directory, 'users' | 'accounts'>;
  isOwed: IsOwed;
};

/** Brings what Zendesk said about tickets into our copy. */
export type Apply = (snapshots: readonly TicketSnapshot[], askedAt: Date) => Promise<void>;

/**
 * Any order and any repetition end in the same rows. An older version never overwrites a newer one;
 * of two states of the same second the one read after that second counts, which the export brings
 * at the latest. A deleted ticket disappears (forget-ticket.ts), and only a newer version brings it back.
 * @param askedAt when Zendesk was asked, by its own clock
 */
export async function applySnapshots(
  { db, directory, isOwed }: Deps,
  snapshots: readonly TicketSnapshot[],
  askedAt: Date,
): Promise<void> {
  const living = snapshots.filter((snapshot) => !snapshot.deleted);
  const users = await directory.users(living.map((snapshot) => snapshot.requesterId));
  const accounts = await directory.accounts(
    living.flatMap((snapshot) => snapshot.organizationId ?? []),
  );
  // Always in the same order, so that two processes never wait for each other's rows.
  const ordered = [...snapshots].sort((a, b) => a.number - b.number || a.version - b.version);
  await db.transaction().execute(async (trx) => {
    for (const snapshot of ordered) {
      const settled = isSettled(snapshot.version, askedAt);
      if (snapshot.deleted) {
        await deleteTicket(trx, isOwed, {
          number: snapshot.number,
          version: snapshot.version,
          settled,
        });
        continue;
      }
      const requester = users.get(snapshot.requesterId);
      const account =
        snapshot.organizationId === null ? null : (accounts.get(snapshot.organizationId) ?? null);
      const owner = {
        account,
        personId: requester?.personId ?? null,
        requesterName: requester?.name ?? '',
      };
      await writeSnapshot(trx, snapshot, { owner, settled });
    }
  });
}

/**
 * Writes one ticket as Zendesk has it.
 * @param about.owner whose ticket it is, as the directory or the delivery knows
 * @param about.settled whether no other state of the same version can follow
 */
export async function writeSnapshot(
  trx: Kysely<Schema>,
  snapshot: TicketSnapshot,
  about: {
    owner: { account: string | null; personId: string | null; requesterName: string };
    settled: boolean;
  },
): Promise<void> {
  const { owner, settled } = about;
  const state = { number: snapshot.number, version: snapshot.version, settled };
  const held = await heldOf(trx, state);
  if (held && !held.isBefore) return;
  if (held?.isDeletion) {
    await trx.deleteFrom('deleted_tickets').where('number', '=', snapshot.number).execute();
  }
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
    settled,
    deleted: false,
    seen_at: sql<Date>`now()`,
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
        // Somebody else may have written the row since we looked.
        .where(isBefore('tickets', state)),
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

interface State {
  readonly number: number;
  readonly version: number;
  readonly settled: boolean;
}

/** Whether what a table holds of a ticket comes before this state of it; the rule of the whole copy. */
function isBefore(table: 'tickets' | 'deleted_tickets', { version, settled }: State) {
  const [heldVersion, heldSettled] = [sql.ref(`${table}.version`), sql.ref(`${table}.settled`)];
  return sql<boolean>`(${heldVersion} < ${version}
    or (${heldVersion} = ${version} and (${settled}::boolean or not ${heldSettled})))`;
}

/** @returns what we hold of the ticket, which may be that it is deleted; null for nothing */
async function heldOf(
  trx: Kysely<Schema>,
  state: State,
): Promise<{ isBefore: boolean; isDeletion: boolean } | null> {
  const ticket = await trx
    .selectFrom('tickets')
    .select(isBefore('tickets', state).as('isBefore'))
    .where('number', '=', state.number)
    .forUpdate()
    .executeTakeFirst();
  if (ticket) return { ...ticket, isDeletion: false };
  const deletion = await trx
    .selectFrom('deleted_tickets')
    .select(isBefore('deleted_tickets', state).as('isBefore'))
    .where('number', '=', state.number)
    .executeTakeFirst();
  return deletion ? { ...deletion, isDeletion: true } : null;
}

/** The deletion is a state like others: kept on the ticket's row while that stays, else by itself. */
async function deleteTicket(trx: Kysely<Schema>, isOwed: IsOwed, state: State): Promise<void> {
  const held = await heldOf(trx, state);
  if (held && !held.isBefore) return;
  const { number, version, settled } = state;
  if (await forgetTicket(trx, isOwed, number)) {
    const values = { version, settled };
    await trx.updateTable('tickets').set(values).where('number', '=', number).execute();
    return;
  }
  await trx
    .insertInto('deleted_tickets')
    .values(state)
    .onConflict((conflict) => conflict.column('number').doUpdateSet({ version, settled }))
    .execute();
}
