import type { Kysely } from 'kysely';
import type { Schema } from '../storage/schema';
import type { PublicComment, TicketSnapshot } from '../zendesk/ticket-mapping';
import { writeSnapshot } from './apply-snapshots';
import { insertComment } from './conversation';
import type { Directory, KnownUser } from './directory';
import type { MirroredTickets } from './tickets';

type Deps = {
  directory: Pick<Directory, 'rememberUser' | 'rememberOrganization'>;
  tickets: Pick<MirroredTickets, 'uncover'>;
};

/** An act of ours that the outbox has settled, with what Zendesk answered (null: set aside). */
export interface Settled {
  readonly reference: string;
  readonly isNewTicket: boolean;
  readonly author: { readonly personId: string; readonly name: string } | null;
  readonly result: {
    readonly ticket: TicketSnapshot;
    readonly comment: PublicComment | null;
  } | null;
}

/** Brings a settled act into our copy at once, so that the next page shows it without asking. */
export async function writeThrough(
  { directory, tickets }: Deps,
  trx: Kysely<Schema>,
  { reference, isNewTicket, author, result }: Settled,
): Promise<void> {
  await tickets.uncover(trx, reference);
  if (result === null) return;
  const { ticket, comment } = result;
  const row = await trx
    .selectFrom('tickets')
    .select(['account', 'person_id', 'requester_name', 'comments_version'])
    .where('reference', '=', reference)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return;
  if (isNewTicket && ticket.organizationId !== null) {
    await directory.rememberOrganization(trx, ticket.organizationId, row.account);
  }
  await writeSnapshot(trx, ticket, {
    owner: {
      account: row.account,
      personId: row.person_id,
      requesterName: row.requester_name,
    },
    settled: false,
  });
  if (!comment || !author) return;
  const writer: KnownUser = {
    userId: comment.authorId,
    name: author.name,
    fromSupport: false,
    personId: author.personId,
  };
  await directory.rememberUser(trx, writer);
  // A conversation read for a newer version knows better: support may have made it internal since.
  const known = row.comments_version ?? -1;
  if (known > ticket.version) return;
  await insertComment(trx, ticket.number, comment, writer);
  if (known === ticket.version) await readAgain(trx, ticket.number);
}

/** Of two readings of one second we cannot tell which came first, so the next view asks once more. */
async function readAgain(trx: Kysely<Schema>, number: number): Promise<void> {
  const values = { comments_settled: false };
  await trx.updateTable('tickets').set(values).where('number', '=', number).execute();
}
