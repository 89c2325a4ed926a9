import type { Kysely, Selectable } from 'kysely';
import { toAppError } from '../errors';
import type { Log } from '../log';
import type { Schema, StoredAttachment } from '../storage/schema';
import type { PublicComment } from '../zendesk/ticket-mapping';
import type { Zendesk } from '../zendesk/zendesk';
import type { Apply } from './apply-snapshots';
import type { Directory, KnownUser } from './directory';
import { asked, isSettled } from './settling';
import type { MirroredTicket } from './tickets';

export type Conversations = ReturnType<typeof createConversations>;

/** A public comment as we keep it; its attachments' addresses never go further than the mirror. */
export interface MirroredComment {
  readonly id: number;
  readonly authorName: string;
  readonly fromSupport: boolean;
  readonly personId: string | null;
  readonly text: string;
  readonly at: Date;
  readonly attachments: readonly StoredAttachment[];
}

type Deps = {
  db: Kysely<Schema>;
  zendesk: Pick<Zendesk, 'tickets' | 'clock'>;
  directory: Pick<Directory, 'users'>;
  apply: Apply;
  log: Log;
};

/** The public conversation of each ticket, fetched once per version of the ticket and kept. */
export function createConversations({ db, zendesk, directory, apply, log }: Deps) {
  /** One fetch per ticket and version, however many people open it at once. */
  const inFlight = new Map<string, Promise<void>>();

  async function stored(number: number): Promise<MirroredComment[]> {
    const rows = await db
      .selectFrom('comments')
      .selectAll()
      .where('number', '=', number)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map(toComment);
  }

  async function refresh(number: number, version: number): Promise<void> {
    const { answer: comments, askedAt } = await asked(zendesk, () =>
      zendesk.tickets.publicComments(number),
    );
    // Read within the second of its version, it may miss what was written later in that second.
    const settled = isSettled(version, askedAt);
    const authors = await directory.users(comments.map((comment) => comment.authorId));
    // An answer we had not heard of changes the ticket too: the two are shown together.
    if (comments.some((comment) => comment.createdAt.getTime() >= (version + 1) * 1000)) {
      const ticket = await asked(zendesk, () => zendesk.tickets.find(number, 'page'));
      await apply([ticket.answer], ticket.askedAt);
    }
    await db.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('tickets')
        .select('comments_version')
        .where('number', '=', number)
        .forUpdate()
        .executeTakeFirst();
      if (!row || (row.comments_version ?? -1) > version) return;
      // Replaced as a whole: what was made internal or redacted since must not stay here.
      await trx.deleteFrom('comments').where('number', '=', number).execute();
      for (const comment of comments) {
        await insertComment(trx, number, comment, authors.get(comment.authorId));
      }
      await trx
        .updateTable('tickets')
        .set({ comments_version: version, comments_settled: settled })
        .where('number', '=', number)
        .execute();
    });
  }

  function refreshOnce(number: number, version: number): Promise<void> {
    const key = `${number}@${version}`;
    const running =
      inFlight.get(key) ?? refresh(number, version).finally(() => inFlight.delete(key));
    inFlight.set(key, running);
    return running;
  }

  return {
    /**
     * @returns the conversation, oldest first. When support cannot be asked, what we hold, and
     * `complete: false`.
     */
    async read(
      ticket: Pick<MirroredTicket, 'number' | 'version' | 'conversationIsHere'>,
    ): Promise<{ comments: MirroredComment[]; complete: boolean }> {
      if (ticket.number === null) return { comments: [], complete: true };
      let complete = ticket.conversationIsHere;
      if (!complete) {
        try {
          await refreshOnce(ticket.number, ticket.version);
          complete = true;
        } catch (thrown) {
          const error = toAppError(thrown);
          log.warn(
            { ticket: ticket.number, code: error.code, error },
            'conversation not refreshed',
          );
        }
      }
      return { comments: await stored(ticket.number), complete };
    },

    /** @returns the attachment of a public comment of that ticket, with its address; null otherwise */
    async findAttachment(number: number, attachmentId: number): Promise<StoredAttachment | null> {
      const comments = await stored(number);
      const attachments = comments.flatMap((comment) => comment.attachments);
      return attachments.find((attachment) => attachment.id === attachmentId) ?? null;
    },
  };
}

/** Adds one comment Zendesk told us about, or brings the one we have up to date. */
export async function insertComment(
  trx: Kysely<Schema>,
  number: number,
  comment: PublicComment,
  author: KnownUser | undefined,
): Promise<void> {
  const values = {
    number,
    author_id: comment.authorId,
    author_name: author?.name ?? comment.authorName ?? '',
    from_support: author?.fromSupport ?? comment.fromSupport ?? true,
    person_id: author?.personId ?? null,
    text: comment.text,
    created_at: comment.createdAt,
    attachments: JSON.stringify(comment.attachments),
  };
  await trx
    .insertInto('comments')
    .values({ id: comment.id, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

function toComment(row: Selectable<Schema['comments']>): MirroredComment {
  return {
    id: row.id,
    authorName: row.author_name,
    fromSupport: row.from_support,
    personId: row.person_id,
    text: row.text,
    at: row.created_at,
    attachments: row.attachments,
  };
}
